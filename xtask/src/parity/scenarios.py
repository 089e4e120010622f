"""Calls that make sense one after the other, per service.

`call` takes the name of an operation and its input, and returns the
output as JSON.

Texts have no characters that XML has to escape where moto doesn't escape them.
"""

import datetime
import json

POLICY = json.dumps({
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
})
TRUST = json.dumps({
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
})


def sqs(call):
    url = call("CreateQueue", QueueName="parcels", Attributes={"VisibilityTimeout": "5"}, tags={"stage": "test"})["QueueUrl"]
    call("ListQueues", QueueNamePrefix="par")
    call("GetQueueUrl", QueueName="parcels")
    call("SetQueueAttributes", QueueUrl=url, Attributes={"DelaySeconds": "0"})
    call("GetQueueAttributes", QueueUrl=url, AttributeNames=["All"])
    call("TagQueue", QueueUrl=url, Tags={"owner": "ä & ö"})
    call("ListQueueTags", QueueUrl=url)
    attributes = {
        "kind": {"DataType": "String", "StringValue": "<é>"}, "count": {"DataType": "Number", "StringValue": "7"},
        "raw": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
    }
    call("SendMessage", QueueUrl=url, MessageBody="one & \"two\" €", MessageAttributes=attributes)
    call("SendMessageBatch", QueueUrl=url, Entries=[{"Id": "a", "MessageBody": "1"}, {"Id": "b", "MessageBody": "2"}])
    received = call("ReceiveMessage", QueueUrl=url, MaxNumberOfMessages=3, MessageAttributeNames=["All"], AttributeNames=["All"])
    handle = received["Messages"][0]["ReceiptHandle"]
    call("ChangeMessageVisibility", QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=9)
    call("DeleteMessage", QueueUrl=url, ReceiptHandle=handle)
    call("PurgeQueue", QueueUrl=url)
    call("UntagQueue", QueueUrl=url, TagKeys=["owner"])
    call("DeleteQueue", QueueUrl=url)
    call("GetQueueUrl", QueueName="nowhere")


def sns(call):
    arn = call("CreateTopic", Name="news", Attributes={"DisplayName": "News and more"}, Tags=[{"Key": "a", "Value": "ä"}])["TopicArn"]
    call("ListTopics")
    call("GetTopicAttributes", TopicArn=arn)
    call("SetTopicAttributes", TopicArn=arn, AttributeName="DisplayName", AttributeValue="News")
    call("TagResource", ResourceArn=arn, Tags=[{"Key": "b", "Value": "2"}, {"Key": "c", "Value": "="}])
    call("ListTagsForResource", ResourceArn=arn)
    subscription = call("Subscribe", TopicArn=arn, Protocol="sms", Endpoint="+15551234567", ReturnSubscriptionArn=True)
    call("ListSubscriptions")
    call("ListSubscriptionsByTopic", TopicArn=arn)
    call("GetSubscriptionAttributes", SubscriptionArn=subscription["SubscriptionArn"])
    attributes = {"kind": {"DataType": "String", "StringValue": "x"}, "raw": {"DataType": "Binary", "BinaryValue": b"\x01\xfe"}}
    call("Publish", TopicArn=arn, Message="one & two €", Subject="s", MessageAttributes=attributes)
    entries = [{"Id": "1", "Message": "a"}, {"Id": "2", "Message": "b", "MessageAttributes": attributes}]
    call("PublishBatch", TopicArn=arn, PublishBatchRequestEntries=entries)
    call("Unsubscribe", SubscriptionArn=subscription["SubscriptionArn"])
    call("UntagResource", ResourceArn=arn, TagKeys=["b"])
    call("DeleteTopic", TopicArn=arn)
    call("GetTopicAttributes", TopicArn=arn)


def iam(call):
    call("CreateUser", UserName="ada", Path="/people/", Tags=[{"Key": "team", "Value": "ä"}])
    call("GetUser", UserName="ada")
    call("ListUsers")
    call("TagUser", UserName="ada", Tags=[{"Key": "x", "Value": "1"}])
    call("ListUserTags", UserName="ada")
    call("CreateGroup", GroupName="analysts")
    call("AddUserToGroup", GroupName="analysts", UserName="ada")
    call("GetGroup", GroupName="analysts")
    call("CreateRole", RoleName="reader", AssumeRolePolicyDocument=TRUST, Description="reads & writes", MaxSessionDuration=3600)
    call("GetRole", RoleName="reader")
    call("PutRolePolicy", RoleName="reader", PolicyName="inline", PolicyDocument=POLICY)
    call("GetRolePolicy", RoleName="reader", PolicyName="inline")
    arn = call("CreatePolicy", PolicyName="objects", PolicyDocument=POLICY)["Policy"]["Arn"]
    call("AttachRolePolicy", RoleName="reader", PolicyArn=arn)
    call("ListAttachedRolePolicies", RoleName="reader")
    call("ListPolicies", Scope="Local")
    call("CreateAccessKey", UserName="ada")
    call("ListAccessKeys", UserName="ada")
    call("UpdateAssumeRolePolicy", RoleName="reader", PolicyDocument=TRUST)
    call("GetAccountSummary")
    call("DeleteRole", RoleName="reader")
    call("GetUser", UserName="nobody")


def sts(call):
    role = "arn:aws:iam::123456789012:role/reader"
    call("GetCallerIdentity")
    call("GetSessionToken", DurationSeconds=900)
    call("GetFederationToken", Name="ada", Policy=POLICY)
    call("AssumeRole", RoleArn=role, RoleSessionName="session", Tags=[{"Key": "a", "Value": "b and c"}], PolicyArns=[{"arn": role}])
    call("AssumeRoleWithWebIdentity", RoleArn=role, RoleSessionName="session", WebIdentityToken="a.b.c")
    call("AssumeRole", RoleArn=role, RoleSessionName="session", Policy="x" * 3000)


def dynamodb(call):
    table = {
        "TableName": "books", "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
    }
    key = {"id": {"S": "a"}, "at": {"N": "1"}}
    item = {
        **key, "text": {"S": "ä & <b>"}, "raw": {"B": b"\x00\xff"}, "flag": {"BOOL": True}, "none": {"NULL": True},
        "list": {"L": [{"N": "1.5"}, {"S": ""}]}, "map": {"M": {"k": {"SS": ["x", "y"]}}}, "bytes": {"BS": [b"1", b"2"]},
    }
    arn = call("CreateTable", **table)["TableDescription"]["TableArn"]
    call("DescribeTable", TableName="books")
    call("ListTables")
    call("PutItem", TableName="books", Item=item, ReturnConsumedCapacity="TOTAL")
    call("GetItem", TableName="books", Key=key, ConsistentRead=True)
    change = {":t": {"S": "new"}, ":n": {"N": "2"}}
    call("UpdateItem", TableName="books", Key=key, UpdateExpression="SET #t = :t, n = :n", ExpressionAttributeNames={"#t": "text"},
         ExpressionAttributeValues=change, ReturnValues="ALL_NEW")
    writes = [{"PutRequest": {"Item": {"id": {"S": "b"}, "at": {"N": str(it)}}}} for it in range(3)]
    call("BatchWriteItem", RequestItems={"books": writes})
    call("BatchGetItem", RequestItems={"books": {"Keys": [key, {"id": {"S": "b"}, "at": {"N": "2"}}]}})
    call("Query", TableName="books", KeyConditionExpression="id = :i", ExpressionAttributeValues={":i": {"S": "b"}}, Limit=2)
    call("Scan", TableName="books", Select="COUNT")
    call("TransactWriteItems", TransactItems=[{"Put": {"TableName": "books", "Item": {"id": {"S": "c"}, "at": {"N": "1"}}}}])
    call("TransactGetItems", TransactItems=[{"Get": {"TableName": "books", "Key": {"id": {"S": "c"}, "at": {"N": "1"}}}}])
    call("TagResource", ResourceArn=arn, Tags=[{"Key": "a", "Value": "b"}])
    call("ListTagsOfResource", ResourceArn=arn)
    call("UpdateTimeToLive", TableName="books", TimeToLiveSpecification={"Enabled": True, "AttributeName": "until"})
    call("DescribeTimeToLive", TableName="books")
    call("PutItem", TableName="books", Item=key, ConditionExpression="attribute_not_exists(id)")
    call("DeleteItem", TableName="books", Key=key, ReturnValues="ALL_OLD")
    call("DeleteTable", TableName="books")
    call("DescribeTable", TableName="books")


def apigateway(call):
    api = call("CreateRestApi", name="shop", description="ä & ö", tags={"a": "b"})["id"]
    call("GetRestApi", restApiId=api)
    call("GetRestApis", limit=5)
    root = call("GetResources", restApiId=api)["items"][0]["id"]
    resource = call("CreateResource", restApiId=api, parentId=root, pathPart="items")["id"]
    at = {"restApiId": api, "resourceId": resource, "httpMethod": "GET"}
    call("PutMethod", **at, authorizationType="NONE", apiKeyRequired=False, requestParameters={"method.request.querystring.q": True})
    call("GetMethod", **at)
    call("PutIntegration", **at, type="HTTP", integrationHttpMethod="GET", uri="https://example.com/a?b=c")
    call("GetIntegration", **at)
    call("PutMethodResponse", **at, statusCode="200")
    call("PutIntegrationResponse", **at, statusCode="200", responseTemplates={"application/json": ""})
    call("CreateDeployment", restApiId=api, stageName="prod")
    call("GetStages", restApiId=api)
    call("UpdateRestApi", restApiId=api, patchOperations=[{"op": "replace", "path": "/name", "value": "store"}])
    key = call("CreateApiKey", name="key", enabled=True)["id"]
    call("GetApiKey", apiKey=key, includeValue=True)
    call("CreateUsagePlan", name="plan", apiStages=[{"apiId": api, "stage": "prod"}])
    call("DeleteMethod", **at)
    call("DeleteRestApi", restApiId=api)
    call("GetRestApi", restApiId="nowhere")


def cloudwatch(call):
    alarm = {
        "AlarmName": "hot and cold", "MetricName": "Heat", "Namespace": "House", "Statistic": "Average", "Period": 60,
        "EvaluationPeriods": 2, "Threshold": 1.5, "ComparisonOperator": "GreaterThanThreshold",
        "Dimensions": [{"Name": "room", "Value": "kitchen"}], "Tags": [{"Key": "a", "Value": "b"}],
    }
    call("PutMetricAlarm", **alarm)
    arn = call("DescribeAlarms", AlarmNames=["hot and cold"])["MetricAlarms"][0]["AlarmArn"]
    call("DescribeAlarmsForMetric", MetricName="Heat", Namespace="House")
    call("SetAlarmState", AlarmName="hot and cold", StateValue="ALARM", StateReason="test", StateReasonData='{"a": 1}')
    call("ListTagsForResource", ResourceARN=arn)
    call("TagResource", ResourceARN=arn, Tags=[{"Key": "c", "Value": "ä"}])
    data = [{"MetricName": "Heat", "Dimensions": alarm["Dimensions"], "Value": 20.25, "Unit": "None"}, {"MetricName": "Cold", "Values": [1.0, 2.5]}]
    call("PutMetricData", Namespace="House", MetricData=data)
    call("ListMetrics", Namespace="House")
    call("GetMetricStatistics", Namespace="House", MetricName="Heat", StartTime=datetime.datetime(2020, 1, 1), EndTime=datetime.datetime(2020, 1, 2),
         Period=60, Statistics=["Sum", "Average"])
    body = json.dumps({"widgets": []})
    call("PutDashboard", DashboardName="d", DashboardBody=body)
    call("GetDashboard", DashboardName="d")
    call("DeleteDashboards", DashboardNames=["d"])
    call("DeleteAlarms", AlarmNames=["hot and cold"])
    call("GetDashboard", DashboardName="nowhere")


def s3(call):
    call("CreateBucket", Bucket="shelf")
    call("ListBuckets")
    call("HeadBucket", Bucket="shelf")
    call("GetBucketLocation", Bucket="shelf")
    call("PutObject", Bucket="shelf", Key="a/b c+ä&.txt", Body=b"one\x00\xff", ContentType="text/plain", Metadata={"who": "ada"})
    call("GetObject", Bucket="shelf", Key="a/b c+ä&.txt")
    call("GetObject", Bucket="shelf", Key="a/b c+ä&.txt", Range="bytes=0-1")
    call("HeadObject", Bucket="shelf", Key="a/b c+ä&.txt")
    call("PutObject", Bucket="shelf", Key="empty", Body=b"")
    call("ListObjectsV2", Bucket="shelf", Prefix="a/", Delimiter="/", EncodingType="url")
    call("ListObjects", Bucket="shelf", MaxKeys=1, EncodingType="url")
    tags = {"TagSet": [{"Key": "x", "Value": "1 & 2"}, {"Key": "y", "Value": ""}]}
    call("PutObjectTagging", Bucket="shelf", Key="empty", Tagging=tags)
    call("GetObjectTagging", Bucket="shelf", Key="empty")
    call("CopyObject", Bucket="shelf", Key="copy", CopySource="shelf/empty")
    upload = call("CreateMultipartUpload", Bucket="shelf", Key="parts")["UploadId"]
    part = call("UploadPart", Bucket="shelf", Key="parts", UploadId=upload, PartNumber=1, Body=b"part")
    call("ListParts", Bucket="shelf", Key="parts", UploadId=upload)
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
    call("CompleteMultipartUpload", Bucket="shelf", Key="parts", UploadId=upload, MultipartUpload=parts)
    call("PutBucketVersioning", Bucket="shelf", VersioningConfiguration={"Status": "Enabled"})
    call("GetBucketVersioning", Bucket="shelf")
    call("ListObjectVersions", Bucket="shelf", EncodingType="url")
    rules = [{"AllowedMethods": ["GET", "PUT"], "AllowedOrigins": ["*"], "MaxAgeSeconds": 5}]
    call("PutBucketCors", Bucket="shelf", CORSConfiguration={"CORSRules": rules})
    call("GetBucketCors", Bucket="shelf")
    call("PutBucketTagging", Bucket="shelf", Tagging=tags)
    call("GetBucketTagging", Bucket="shelf")
    call("GetBucketAcl", Bucket="shelf")
    call("DeleteBucket", Bucket="shelf")
    call("DeleteObjects", Bucket="shelf", Delete={"Objects": [{"Key": "copy"}, {"Key": "empty"}], "Quiet": False})
    call("DeleteObject", Bucket="shelf", Key="parts")
    call("GetObject", Bucket="shelf", Key="nowhere")
    call("HeadObject", Bucket="shelf", Key="nowhere")
    call("GetBucketPolicy", Bucket="shelf")


def ec2(call):
    vpc = call("CreateVpc", CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = call("CreateSubnet", VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    group = call("CreateSecurityGroup", GroupName="web", Description="a & b", VpcId=vpc)["GroupId"]
    ranges = [{"CidrIp": "0.0.0.0/0", "Description": "ä"}]
    call("AuthorizeSecurityGroupIngress", GroupId=group,
         IpPermissions=[{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": ranges}])
    tags = [{"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "<one>"}]}]
    run = call("RunInstances", ImageId="ami-12c6146b", MinCount=2, MaxCount=2, SubnetId=subnet, TagSpecifications=tags)
    ids = [it["InstanceId"] for it in run["Instances"]]
    call("DescribeInstances", Filters=[{"Name": "instance-state-name", "Values": ["running", "pending"]}])
    call("StopInstances", InstanceIds=ids[:1])
    call("CreateTags", Resources=ids, Tags=[{"Key": "stage", "Value": "test"}])
    call("DescribeTags", Filters=[{"Name": "key", "Values": ["stage"]}])
    call("TerminateInstances", InstanceIds=ids)
    call("DescribeInstances", InstanceIds=["i-00000000"])
