import CareModel
import WireProtocol

/// Something about a line that a technician wants to know; told at the first time, counted after.
public enum LinkNotice: Hashable, Sendable, CustomStringConvertible {
  case rejected(PortIdentifier, FrameRejection)
  case unknownBoard(PortIdentifier, SerialNumber)
  case unknownKind(PortIdentifier, SerialNumber, DeviceKind)
  case wrongKind(DeviceIdentifier, DeviceKind)
  case duplicateSerial(PortIdentifier, SerialNumber, heardOn: PortIdentifier)
  case restarted(DeviceIdentifier, bootCounter: UInt32)
  case wentBack(DeviceIdentifier)
  case uptimeWrapped(DeviceIdentifier)
  case unanswered(PortIdentifier, address: UInt8, command: UInt8)
  case refused(PortIdentifier, SerialNumber, command: UInt8)
  case historyUnplaceable(DeviceIdentifier)
  case implausible(DeviceIdentifier)

  public var description: String {
    switch self {
    case .rejected(let port, let reason): "\(port): bytes rejected (\(reason.rawValue))"
    case .unknownBoard(let port, let serial):
      "\(port): board \(serial) is not in the configuration; add it under devices"
    case .unknownKind(let port, let serial, let kind):
      "\(port): board \(serial) is of kind \(kind.rawValue), which this gateway does not know"
    case .wrongKind(let device, let kind):
      "\(device): the board says it is of kind \(kind.rawValue); correct its kind under devices"
    case .duplicateSerial(let port, let serial, let heardOn):
      "\(port): serial number \(serial) is heard on \(heardOn) as well; its frames here are dropped"
    case .restarted(let device, let counter): "\(device): restarted (boot \(counter))"
    case .wentBack(let device): "\(device): uptime went back within one boot; taken as a restart"
    case .uptimeWrapped(let device):
      "\(device): uptime began again after 49.7 days within one boot; counted on"
    case .unanswered(let port, let address, let command):
      address == 0
        ? "\(port): no answer to command \(command) in 3 tries"
        : "\(port): no answer from address \(address) to command \(command) in 3 tries"
    case .refused(let port, let serial, let command):
      "\(port): board \(serial) refused command \(command)"
    case .historyUnplaceable(let device):
      "\(device): stored records cannot be placed in time; counted, not used"
    case .implausible(let device): "\(device): a value that cannot be was set aside"
    }
  }
}
