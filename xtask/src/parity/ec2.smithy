$version: "2"

// A part of the API of Amazon EC2, for comparisons: ten operations, with some of their members.
namespace weland.parity.ec2

use aws.api#service
use aws.auth#sigv4
use aws.protocols#ec2Query
use aws.protocols#ec2QueryName

@title("Amazon EC2, in part")
@service(sdkId: "EC2", endpointPrefix: "ec2")
@sigv4(name: "ec2")
@ec2Query
@xmlNamespace(uri: "http://ec2.amazonaws.com/doc/2016-11-15")
service EC2 {
    version: "2016-11-15"
    operations: [
        AuthorizeSecurityGroupIngress
        CreateSecurityGroup
        CreateSubnet
        CreateTags
        CreateVpc
        DescribeInstances
        DescribeTags
        RunInstances
        StopInstances
        TerminateInstances
    ]
}

operation AuthorizeSecurityGroupIngress {
    input: AuthorizeSecurityGroupIngressRequest
    output: AuthorizeSecurityGroupIngressResult
}

operation CreateSecurityGroup {
    input: CreateSecurityGroupRequest
    output: CreateSecurityGroupResult
}

operation CreateSubnet {
    input: CreateSubnetRequest
    output: CreateSubnetResult
}

operation CreateTags {
    input: CreateTagsRequest
}

operation CreateVpc {
    input: CreateVpcRequest
    output: CreateVpcResult
}

operation DescribeInstances {
    input: DescribeInstancesRequest
    output: DescribeInstancesResult
}

operation DescribeTags {
    input: DescribeTagsRequest
    output: DescribeTagsResult
}

operation RunInstances {
    input: RunInstancesRequest
    output: Reservation
}

operation StopInstances {
    input: StopInstancesRequest
    output: StopInstancesResult
}

operation TerminateInstances {
    input: TerminateInstancesRequest
    output: TerminateInstancesResult
}

enum ArchitectureValues {
    I386 = "i386"
    X86_64 = "x86_64"
    ARM64 = "arm64"
    X86_64_MAC = "x86_64_mac"
    ARM64_MAC = "arm64_mac"
}

@input
structure AuthorizeSecurityGroupIngressRequest {
    CidrIp: String
    FromPort: Integer
    GroupId: String
    GroupName: String
    IpPermissions: IpPermissionList
    IpProtocol: String
    ToPort: Integer
    @xmlName("TagSpecification")
    TagSpecifications: TagSpecificationList
    @xmlName("dryRun")
    DryRun: Boolean
}

@output
structure AuthorizeSecurityGroupIngressResult {
    @xmlName("return")
    Return: Boolean
    @xmlName("securityGroupRuleSet")
    SecurityGroupRules: SecurityGroupRuleList
}

structure BlockDeviceMapping {
    @xmlName("ebs")
    Ebs: EbsBlockDevice
    @xmlName("noDevice")
    NoDevice: String
    @xmlName("deviceName")
    DeviceName: String
    @xmlName("virtualName")
    VirtualName: String
}

list BlockDeviceMappingRequestList {
    @xmlName("BlockDeviceMapping")
    member: BlockDeviceMapping
}

@input
structure CreateSecurityGroupRequest {
    @xmlName("GroupDescription")
    @required
    Description: String
    @required
    GroupName: String
    VpcId: String
    @xmlName("TagSpecification")
    TagSpecifications: TagSpecificationList
    @xmlName("dryRun")
    DryRun: Boolean
}

@output
structure CreateSecurityGroupResult {
    @xmlName("groupId")
    GroupId: String
    @xmlName("tagSet")
    Tags: TagList
    @xmlName("securityGroupArn")
    SecurityGroupArn: String
}

@input
structure CreateSubnetRequest {
    @xmlName("TagSpecification")
    TagSpecifications: TagSpecificationList
    AvailabilityZone: String
    CidrBlock: String
    @required
    VpcId: String
    @xmlName("dryRun")
    DryRun: Boolean
}

@output
structure CreateSubnetResult {
    @xmlName("subnet")
    Subnet: Subnet
}

@input
structure CreateTagsRequest {
    @xmlName("dryRun")
    DryRun: Boolean
    @xmlName("ResourceId")
    @required
    Resources: ResourceIdList
    @xmlName("Tag")
    @required
    Tags: TagList
}

@input
structure CreateVpcRequest {
    CidrBlock: String
    @xmlName("TagSpecification")
    TagSpecifications: TagSpecificationList
    @xmlName("dryRun")
    DryRun: Boolean
    @xmlName("instanceTenancy")
    InstanceTenancy: Tenancy
    @xmlName("amazonProvidedIpv6CidrBlock")
    AmazonProvidedIpv6CidrBlock: Boolean
}

@output
structure CreateVpcResult {
    @xmlName("vpc")
    Vpc: Vpc
}

@input
structure DescribeInstancesRequest {
    @xmlName("InstanceId")
    InstanceIds: InstanceIdStringList
    @xmlName("dryRun")
    DryRun: Boolean
    @xmlName("Filter")
    Filters: FilterList
    @xmlName("nextToken")
    NextToken: String
    @xmlName("maxResults")
    MaxResults: Integer
}

@output
structure DescribeInstancesResult {
    @xmlName("nextToken")
    NextToken: String
    @xmlName("reservationSet")
    Reservations: ReservationList
}

@input
structure DescribeTagsRequest {
    @xmlName("dryRun")
    DryRun: Boolean
    @xmlName("Filter")
    Filters: FilterList
    @xmlName("maxResults")
    MaxResults: Integer
    @xmlName("nextToken")
    NextToken: String
}

@output
structure DescribeTagsResult {
    @xmlName("nextToken")
    NextToken: String
    @xmlName("tagSet")
    Tags: TagDescriptionList
}

enum DeviceType {
    EBS = "ebs"
    INSTANCE_STORE = "instance-store"
}

structure EbsBlockDevice {
    @xmlName("deleteOnTermination")
    DeleteOnTermination: Boolean
    @xmlName("iops")
    Iops: Integer
    @xmlName("snapshotId")
    SnapshotId: String
    @xmlName("volumeSize")
    VolumeSize: Integer
    @xmlName("volumeType")
    VolumeType: VolumeType
    @xmlName("encrypted")
    Encrypted: Boolean
}

structure Filter {
    Name: String
    @xmlName("Value")
    Values: ValueStringList
}

list FilterList {
    @xmlName("Filter")
    member: Filter
}

structure GroupIdentifier {
    @xmlName("groupId")
    GroupId: String
    @xmlName("groupName")
    GroupName: String
}

list GroupIdentifierList {
    @xmlName("item")
    member: GroupIdentifier
}

structure Instance {
    @xmlName("architecture")
    Architecture: ArchitectureValues
    @xmlName("ebsOptimized")
    EbsOptimized: Boolean
    @xmlName("rootDeviceName")
    RootDeviceName: String
    @xmlName("rootDeviceType")
    RootDeviceType: DeviceType
    @xmlName("groupSet")
    SecurityGroups: GroupIdentifierList
    @xmlName("sourceDestCheck")
    SourceDestCheck: Boolean
    @xmlName("stateReason")
    StateReason: StateReason
    @xmlName("tagSet")
    Tags: TagList
    @xmlName("virtualizationType")
    VirtualizationType: VirtualizationType
    @xmlName("instanceId")
    InstanceId: String
    @xmlName("imageId")
    ImageId: String
    @xmlName("instanceState")
    State: InstanceState
    @xmlName("privateDnsName")
    PrivateDnsName: String
    @xmlName("dnsName")
    PublicDnsName: String
    @xmlName("reason")
    StateTransitionReason: String
    @xmlName("keyName")
    KeyName: String
    @xmlName("amiLaunchIndex")
    AmiLaunchIndex: Integer
    @xmlName("instanceType")
    InstanceType: String
    @xmlName("launchTime")
    LaunchTime: Timestamp
    @xmlName("placement")
    Placement: Placement
    @xmlName("monitoring")
    Monitoring: Monitoring
    @xmlName("subnetId")
    SubnetId: String
    @xmlName("vpcId")
    VpcId: String
    @xmlName("privateIpAddress")
    PrivateIpAddress: String
    @xmlName("ipAddress")
    PublicIpAddress: String
}

list InstanceIdStringList {
    @xmlName("InstanceId")
    member: String
}

list InstanceList {
    @xmlName("item")
    member: Instance
}

structure InstanceState {
    @xmlName("code")
    Code: Integer
    @xmlName("name")
    Name: InstanceStateName
}

structure InstanceStateChange {
    @xmlName("instanceId")
    InstanceId: String
    @xmlName("currentState")
    CurrentState: InstanceState
    @xmlName("previousState")
    PreviousState: InstanceState
}

list InstanceStateChangeList {
    @xmlName("item")
    member: InstanceStateChange
}

enum InstanceStateName {
    PENDING = "pending"
    RUNNING = "running"
    SHUTTING_DOWN = "shutting-down"
    TERMINATED = "terminated"
    STOPPING = "stopping"
    STOPPED = "stopped"
}

structure IpPermission {
    @xmlName("ipProtocol")
    IpProtocol: String
    @xmlName("fromPort")
    FromPort: Integer
    @xmlName("toPort")
    ToPort: Integer
    @xmlName("groups")
    UserIdGroupPairs: UserIdGroupPairList
    @xmlName("ipRanges")
    IpRanges: IpRangeList
    @xmlName("ipv6Ranges")
    Ipv6Ranges: Ipv6RangeList
    @xmlName("prefixListIds")
    PrefixListIds: PrefixListIdList
}

list IpPermissionList {
    @xmlName("item")
    member: IpPermission
}

structure IpRange {
    @xmlName("description")
    Description: String
    @xmlName("cidrIp")
    CidrIp: String
}

list IpRangeList {
    @xmlName("item")
    member: IpRange
}

structure Ipv6Range {
    @xmlName("description")
    Description: String
    @xmlName("cidrIpv6")
    CidrIpv6: String
}

list Ipv6RangeList {
    @xmlName("item")
    member: Ipv6Range
}

structure Monitoring {
    @xmlName("state")
    State: MonitoringState
}

enum MonitoringState {
    DISABLED = "disabled"
    DISABLING = "disabling"
    ENABLED = "enabled"
    PENDING = "pending"
}

structure Placement {
    @xmlName("groupName")
    GroupName: String
    @xmlName("partitionNumber")
    PartitionNumber: Integer
    @xmlName("hostId")
    HostId: String
    @xmlName("tenancy")
    Tenancy: Tenancy
    @xmlName("availabilityZone")
    AvailabilityZone: String
}

structure PrefixListId {
    @xmlName("description")
    Description: String
    @xmlName("prefixListId")
    PrefixListId: String
}

list PrefixListIdList {
    @xmlName("item")
    member: PrefixListId
}

structure Reservation {
    @xmlName("reservationId")
    ReservationId: String
    @xmlName("ownerId")
    OwnerId: String
    @xmlName("requesterId")
    RequesterId: String
    @xmlName("groupSet")
    Groups: GroupIdentifierList
    @xmlName("instancesSet")
    Instances: InstanceList
}

list ReservationList {
    @xmlName("item")
    member: Reservation
}

list ResourceIdList {
    member: String
}

structure RunInstancesMonitoringEnabled {
    @xmlName("enabled")
    @required
    Enabled: Boolean
}

@input
structure RunInstancesRequest {
    @xmlName("BlockDeviceMapping")
    BlockDeviceMappings: BlockDeviceMappingRequestList
    ImageId: String
    InstanceType: String
    KeyName: String
    @required
    MaxCount: Integer
    @required
    MinCount: Integer
    Monitoring: RunInstancesMonitoringEnabled
    Placement: Placement
    @xmlName("SecurityGroupId")
    SecurityGroupIds: SecurityGroupIdStringList
    @xmlName("SecurityGroup")
    SecurityGroups: SecurityGroupStringList
    SubnetId: String
    UserData: String
    @xmlName("TagSpecification")
    TagSpecifications: TagSpecificationList
    @xmlName("dryRun")
    DryRun: Boolean
    @xmlName("disableApiTermination")
    DisableApiTermination: Boolean
    @xmlName("privateIpAddress")
    PrivateIpAddress: String
    @xmlName("clientToken")
    @idempotencyToken
    ClientToken: String
    @xmlName("ebsOptimized")
    EbsOptimized: Boolean
}

list SecurityGroupIdStringList {
    @xmlName("SecurityGroupId")
    member: String
}

structure SecurityGroupRule {
    @xmlName("securityGroupRuleId")
    SecurityGroupRuleId: String
    @xmlName("groupId")
    GroupId: String
    @xmlName("groupOwnerId")
    GroupOwnerId: String
    @xmlName("isEgress")
    IsEgress: Boolean
    @xmlName("ipProtocol")
    IpProtocol: String
    @xmlName("fromPort")
    FromPort: Integer
    @xmlName("toPort")
    ToPort: Integer
    @xmlName("cidrIpv4")
    CidrIpv4: String
    @xmlName("cidrIpv6")
    CidrIpv6: String
    @xmlName("description")
    Description: String
    @xmlName("tagSet")
    Tags: TagList
}

list SecurityGroupRuleList {
    @xmlName("item")
    member: SecurityGroupRule
}

list SecurityGroupStringList {
    @xmlName("SecurityGroup")
    member: String
}

structure StateReason {
    @xmlName("code")
    Code: String
    @xmlName("message")
    Message: String
}

@input
structure StopInstancesRequest {
    @xmlName("InstanceId")
    @required
    InstanceIds: InstanceIdStringList
    Hibernate: Boolean
    @xmlName("dryRun")
    DryRun: Boolean
    @xmlName("force")
    Force: Boolean
}

@output
structure StopInstancesResult {
    @xmlName("instancesSet")
    StoppingInstances: InstanceStateChangeList
}

structure Subnet {
    @xmlName("availabilityZoneId")
    AvailabilityZoneId: String
    @xmlName("ownerId")
    OwnerId: String
    @xmlName("tagSet")
    Tags: TagList
    @xmlName("subnetArn")
    SubnetArn: String
    @xmlName("subnetId")
    SubnetId: String
    @xmlName("state")
    State: SubnetState
    @xmlName("vpcId")
    VpcId: String
    @xmlName("cidrBlock")
    CidrBlock: String
    @xmlName("availableIpAddressCount")
    AvailableIpAddressCount: Integer
    @xmlName("availabilityZone")
    AvailabilityZone: String
    @xmlName("defaultForAz")
    DefaultForAz: Boolean
    @xmlName("mapPublicIpOnLaunch")
    MapPublicIpOnLaunch: Boolean
}

enum SubnetState {
    PENDING = "pending"
    AVAILABLE = "available"
    UNAVAILABLE = "unavailable"
}

structure Tag {
    @xmlName("key")
    Key: String
    @xmlName("value")
    Value: String
}

structure TagDescription {
    @xmlName("key")
    Key: String
    @xmlName("resourceId")
    ResourceId: String
    @xmlName("resourceType")
    ResourceType: String
    @xmlName("value")
    Value: String
}

list TagDescriptionList {
    @xmlName("item")
    member: TagDescription
}

list TagList {
    @xmlName("item")
    member: Tag
}

structure TagSpecification {
    @xmlName("resourceType")
    ResourceType: String
    @xmlName("Tag")
    Tags: TagList
}

list TagSpecificationList {
    @xmlName("item")
    member: TagSpecification
}

enum Tenancy {
    DEFAULT = "default"
    DEDICATED = "dedicated"
    HOST = "host"
}

@input
structure TerminateInstancesRequest {
    @xmlName("InstanceId")
    @required
    InstanceIds: InstanceIdStringList
    @xmlName("dryRun")
    DryRun: Boolean
}

@output
structure TerminateInstancesResult {
    @xmlName("instancesSet")
    TerminatingInstances: InstanceStateChangeList
}

structure UserIdGroupPair {
    @xmlName("description")
    Description: String
    @xmlName("userId")
    UserId: String
    @xmlName("groupName")
    GroupName: String
    @xmlName("groupId")
    GroupId: String
    @xmlName("vpcId")
    VpcId: String
    @xmlName("vpcPeeringConnectionId")
    VpcPeeringConnectionId: String
    @xmlName("peeringStatus")
    PeeringStatus: String
}

list UserIdGroupPairList {
    @xmlName("item")
    member: UserIdGroupPair
}

list ValueStringList {
    @xmlName("item")
    member: String
}

enum VirtualizationType {
    HVM = "hvm"
    PARAVIRTUAL = "paravirtual"
}

enum VolumeType {
    STANDARD = "standard"
    IO1 = "io1"
    IO2 = "io2"
    GP2 = "gp2"
    SC1 = "sc1"
    ST1 = "st1"
    GP3 = "gp3"
}

structure Vpc {
    @xmlName("ownerId")
    OwnerId: String
    @xmlName("instanceTenancy")
    InstanceTenancy: Tenancy
    @xmlName("isDefault")
    IsDefault: Boolean
    @xmlName("tagSet")
    Tags: TagList
    @xmlName("vpcId")
    VpcId: String
    @xmlName("state")
    State: VpcState
    @xmlName("cidrBlock")
    CidrBlock: String
    @xmlName("dhcpOptionsId")
    DhcpOptionsId: String
}

enum VpcState {
    PENDING = "pending"
    AVAILABLE = "available"
}
