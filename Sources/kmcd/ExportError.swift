import Glibc

/// Why an export could not be written, in words that say what to do.
struct ExportError: Error, CustomStringConvertible {
  var path: String
  var errno: Int32

  var description: String {
    switch errno {
    case ENOSPC, EDQUOT:
      "\(path): the disk is full; nothing of this export was kept: free some space, "
        + "take a larger stick, or export fewer days"
    case EFBIG:
      "\(path): too large a file for this disk's format; export fewer days, or without --samples"
    case EACCES, EPERM:
      "\(path): no permission to write; choose a folder that you may write to, "
        + "or mount the stick with `uid=` of your user"
    case EROFS:
      "\(path): the disk is mounted read-only; look for a switch on the stick, or mount it with `rw`"
    case ENOENT:
      "\(path): there is no such folder; is the stick mounted? `lsblk` shows where"
    case ENOTDIR: "\(path): this is no folder; name a folder with --to"
    case EIO, ENODEV, ENXIO:
      "\(path): the disk gives errors, or was pulled out; the files are not complete, export again"
    default: "\(path): \(String(cString: strerror(errno)))"
    }
  }
}
