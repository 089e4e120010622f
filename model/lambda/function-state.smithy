$version: "2"

namespace com.amazonaws.lambda

/// The reason for the status of the last update, as text.
string LastUpdateStatusReason

/// The reason for the state of a function, as text.
string StateReason

/// The status of the last update of a function.
enum LastUpdateStatus {
    /// The update is in effect.
    SUCCESSFUL = "Successful"

    /// The update failed.
    FAILED = "Failed"

    /// The update is running.
    IN_PROGRESS = "InProgress"
}

/// The reason for the status of the last update, as code.
enum LastUpdateStatusReasonCode {
    /// The limit on network interfaces is reached.
    ENI_LIMIT_EXCEEDED = "EniLimitExceeded"

    /// The execution role lacks permissions.
    INSUFFICIENT_ROLE_PERMISSIONS = "InsufficientRolePermissions"

    /// The configuration is not valid.
    INVALID_CONFIGURATION = "InvalidConfiguration"

    /// An internal error of Lambda.
    INTERNAL_ERROR = "InternalError"

    /// A subnet has no free IP addresses.
    SUBNET_OUT_OF_IP_ADDRESSES = "SubnetOutOfIPAddresses"

    /// A subnet is not valid.
    INVALID_SUBNET = "InvalidSubnet"

    /// A security group is not valid.
    INVALID_SECURITY_GROUP = "InvalidSecurityGroup"

    /// The container image was deleted.
    IMAGE_DELETED = "ImageDeleted"

    /// Access to the container image was denied.
    IMAGE_ACCESS_DENIED = "ImageAccessDenied"

    /// The container image is not valid.
    INVALID_IMAGE = "InvalidImage"

    /// Access to the KMS key was denied.
    KMS_KEY_ACCESS_DENIED = "KMSKeyAccessDenied"

    /// The KMS key was not found.
    KMS_KEY_NOT_FOUND = "KMSKeyNotFound"

    /// The KMS key is in a state that does not allow its use.
    INVALID_STATE_KMS_KEY = "InvalidStateKMSKey"

    /// The KMS key is disabled.
    DISABLED_KMS_KEY = "DisabledKMSKey"

    /// Reading from or writing to the file system failed.
    EFS_IO_ERROR = "EFSIOError"

    /// There is no network path to the file system.
    EFS_MOUNT_CONNECTIVITY_ERROR = "EFSMountConnectivityError"

    /// The file system could not be mounted.
    EFS_MOUNT_FAILURE = "EFSMountFailure"

    /// Mounting the file system took too long.
    EFS_MOUNT_TIMEOUT = "EFSMountTimeout"

    /// The runtime is not valid.
    INVALID_RUNTIME = "InvalidRuntime"

    /// The package could not be unzipped.
    INVALID_ZIP_FILE_EXCEPTION = "InvalidZipFileException"

    /// The code of the function failed.
    FUNCTION_ERROR = "FunctionError"
}

/// The state of a function.
enum State {
    /// Being set up: it can be neither invoked nor changed yet.
    PENDING = "Pending"

    /// Ready.
    ACTIVE = "Active"

    /// Idle for so long that its resources were released. Invoking it reactivates it.
    INACTIVE = "Inactive"

    /// It could not be set up.
    FAILED = "Failed"
}

/// The reason for the state of a function, as code.
enum StateReasonCode {
    /// The function has not been used for a while.
    IDLE = "Idle"

    /// The function is being created.
    CREATING = "Creating"

    /// The function is being reactivated after it was idle.
    RESTORING = "Restoring"

    /// The limit on network interfaces is reached.
    ENI_LIMIT_EXCEEDED = "EniLimitExceeded"

    /// The execution role lacks permissions.
    INSUFFICIENT_ROLE_PERMISSIONS = "InsufficientRolePermissions"

    /// The configuration is not valid.
    INVALID_CONFIGURATION = "InvalidConfiguration"

    /// An internal error of Lambda.
    INTERNAL_ERROR = "InternalError"

    /// A subnet has no free IP addresses.
    SUBNET_OUT_OF_IP_ADDRESSES = "SubnetOutOfIPAddresses"

    /// A subnet is not valid.
    INVALID_SUBNET = "InvalidSubnet"

    /// A security group is not valid.
    INVALID_SECURITY_GROUP = "InvalidSecurityGroup"

    /// The container image was deleted.
    IMAGE_DELETED = "ImageDeleted"

    /// Access to the container image was denied.
    IMAGE_ACCESS_DENIED = "ImageAccessDenied"

    /// The container image is not valid.
    INVALID_IMAGE = "InvalidImage"

    /// Access to the KMS key was denied.
    KMS_KEY_ACCESS_DENIED = "KMSKeyAccessDenied"

    /// The KMS key was not found.
    KMS_KEY_NOT_FOUND = "KMSKeyNotFound"

    /// The KMS key is in a state that does not allow its use.
    INVALID_STATE_KMS_KEY = "InvalidStateKMSKey"

    /// The KMS key is disabled.
    DISABLED_KMS_KEY = "DisabledKMSKey"

    /// Reading from or writing to the file system failed.
    EFS_IO_ERROR = "EFSIOError"

    /// There is no network path to the file system.
    EFS_MOUNT_CONNECTIVITY_ERROR = "EFSMountConnectivityError"

    /// The file system could not be mounted.
    EFS_MOUNT_FAILURE = "EFSMountFailure"

    /// Mounting the file system took too long.
    EFS_MOUNT_TIMEOUT = "EFSMountTimeout"

    /// The runtime is not valid.
    INVALID_RUNTIME = "InvalidRuntime"

    /// The package could not be unzipped.
    INVALID_ZIP_FILE_EXCEPTION = "InvalidZipFileException"

    /// The code of the function failed.
    FUNCTION_ERROR = "FunctionError"
}
