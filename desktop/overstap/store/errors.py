"""What can be wrong with a vault, each in its own words."""

from overstap.kernel.errors import RefusedError, StoreError


class NoVaultError(StoreError):
    """There is no vault in the folder."""

    code = "vault.none"


class VaultExistsError(StoreError):
    """There is a vault in the folder already."""

    code = "vault.exists"


class ForeignFileError(StoreError):
    """The file is there, but no vault of ours made it."""

    code = "vault.foreign"


class HeaderDamagedError(StoreError):
    """The header was changed outside the program, and so was its copy."""

    code = "vault.header_damaged"


class DatabaseDamagedError(StoreError):
    """The encrypted database does not read back as it was written."""

    code = "vault.damaged"


class InUseError(StoreError):
    """Another program, or another window, has the vault open."""

    code = "vault.in_use"


class DiskFullError(StoreError):
    """There is no room to write; nothing was lost."""

    code = "disk.full"


class NotWritableError(StoreError):
    """The folder or file cannot be written."""

    code = "disk.not_writable"


class NetworkFolderError(StoreError):
    """The folder lies on another computer's disk, where a vault is not safe."""

    code = "vault.on_network"


class NewerVaultError(StoreError):
    """A newer version of the program wrote it."""

    code = "vault.newer"


class WrongRecoveryKeyError(StoreError):
    """The recovery key is not of this vault; ``vault`` is what stands on the kit that is."""

    code = "vault.wrong_recovery_key"


class MistypedRecoveryKeyError(WrongRecoveryKeyError):
    """It is no whole recovery key: its check digits say so."""

    code = "vault.mistyped_recovery_key"


class UnknownRecordError(RefusedError):
    """No such record is here (any more)."""

    code = "record.unknown"


class ErasedRecordError(RefusedError):
    """The record was destroyed; nothing can be written to it any more."""

    code = "record.erased"
