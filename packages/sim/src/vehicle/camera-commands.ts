/** Commands of the MAVLink camera protocol (version 2); each answers a MAV_RESULT, null where it is not one of these. */
import { MAV_CMD, MAV_COMPONENT, MAV_RESULT, MESSAGE_ID } from '@outrider/protocol/mavlink';
import type { Autopilot } from './autopilot.js';
import type { VehicleCommand } from './mavlink/command.js';
import { streamInformation, streamStatus } from './telemetry/index.js';

const { ACCEPTED, FAILED, UNSUPPORTED } = MAV_RESULT;
const ALL = 0;

/** Sends what describes one stream, or each of them. @param which stream id, 0 for all */
function describeStreams(a: Autopilot, what: 'information' | 'status', which: number): number {
  const lenses = a.camera.lenses.filter((lens) => which === ALL || lens.stream_id === which);
  for (const lens of lenses) {
    if (what === 'status') a.port.send(MAV_COMPONENT.CAMERA, 'VIDEO_STREAM_STATUS', streamStatus(a, lens));
    else a.port.send(MAV_COMPONENT.CAMERA, 'VIDEO_STREAM_INFORMATION', streamInformation(a, lens));
  }
  return lenses.length > 0 ? ACCEPTED : FAILED;
}

export function cameraCommand(a: Autopilot, command: VehicleCommand): number | null {
  switch (command.command) {
    case MAV_CMD.REQUEST_MESSAGE:
      if (command.param1 === MESSAGE_ID.VIDEO_STREAM_INFORMATION)
        return describeStreams(a, 'information', command.param2);
      if (command.param1 === MESSAGE_ID.VIDEO_STREAM_STATUS) return describeStreams(a, 'status', command.param2);
      return null;
    case MAV_CMD.REQUEST_VIDEO_STREAM_INFORMATION:
      return describeStreams(a, 'information', command.param1);
    case MAV_CMD.REQUEST_VIDEO_STREAM_STATUS:
      return describeStreams(a, 'status', command.param1);
    case MAV_CMD.REQUEST_CAMERA_SETTINGS:
      return a.emit('CAMERA_SETTINGS') ? ACCEPTED : FAILED;
    case MAV_CMD.SET_CAMERA_ZOOM:
      return a.camera.zoom(command.param1, command.param2) ? ACCEPTED : UNSUPPORTED;
    default:
      return null;
  }
}
