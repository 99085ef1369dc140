import {
  CAMERA_CAP_FLAGS,
  CAMERA_MODE,
  VIDEO_STREAM_STATUS_FLAGS,
  VIDEO_STREAM_TYPE,
} from '@outrider/protocol/mavlink';
import type { MessageInput } from '@outrider/protocol/mavlink';
import type { Lens } from '../mavlink/camera-head.js';
import { eulerQuaternion } from '../mavlink/gimbal.js';
import type { Builders, VehicleView } from './view.js';
import { bytes, degE7, mm, RAD } from './view.js';

const H264 = 1;
const UNKNOWN_PLACE = 0x7fffffff;
const boot = (v: VehicleView): number => Math.round(v.now_ms);

function capabilities({ camera }: VehicleView): number {
  const f = CAMERA_CAP_FLAGS;
  const video = camera.lenses.length > 0 ? f.HAS_VIDEO_STREAM : 0;
  return f.CAPTURE_IMAGE | f.CAPTURE_VIDEO | f.HAS_BASIC_ZOOM | video;
}

function streamFlags(v: VehicleView, lens: Lens): number {
  const running = !lens.thermal || v.armed ? VIDEO_STREAM_STATUS_FLAGS.RUNNING : 0;
  return running | (lens.thermal ? VIDEO_STREAM_STATUS_FLAGS.THERMAL : 0);
}

/** VIDEO_STREAM_INFORMATION of one lens; the address of a stream over RTP is the port that it is sent to. */
export function streamInformation(v: VehicleView, lens: Lens): MessageInput<'VIDEO_STREAM_INFORMATION'> {
  return {
    stream_id: lens.stream_id,
    count: v.camera.lenses.length,
    type: VIDEO_STREAM_TYPE.RTPUDP,
    flags: streamFlags(v, lens),
    framerate: lens.frame_rate_hz,
    resolution_h: lens.width,
    resolution_v: lens.height,
    bitrate: lens.bitrate_bps,
    rotation: 0,
    hfov: Math.round(v.camera.hfovDeg(lens)),
    name: lens.name,
    uri: String(lens.port),
    encoding: H264,
  };
}

/** VIDEO_STREAM_STATUS of one lens. */
export function streamStatus(v: VehicleView, lens: Lens): MessageInput<'VIDEO_STREAM_STATUS'> {
  const { stream_id, flags, framerate, resolution_h, resolution_v, bitrate, rotation, hfov } = streamInformation(
    v,
    lens,
  );
  return { stream_id, flags, framerate, resolution_h, resolution_v, bitrate, rotation, hfov };
}

/** What the camera says of itself. */
export const CAMERA: Builders = {
  CAMERA_INFORMATION: (v) => ({
    time_boot_ms: boot(v),
    vendor_name: bytes('Outrider', 32),
    model_name: bytes('Simulated camera', 32),
    firmware_version: 1,
    focal_length: 4.5,
    sensor_size_h: 6.4,
    sensor_size_v: 4.8,
    resolution_h: v.camera.lenses[0]?.width ?? 1920,
    resolution_v: v.camera.lenses[0]?.height ?? 1080,
    lens_id: 0,
    flags: capabilities(v),
    cam_definition_version: 0,
    cam_definition_uri: '',
    gimbal_device_id: 1,
  }),
  CAMERA_SETTINGS: (v) => ({
    time_boot_ms: boot(v),
    mode_id: CAMERA_MODE.VIDEO,
    zoomLevel: v.camera.zoom_percent,
    focusLevel: Number.NaN,
  }),
  CAMERA_FOV_STATUS: (v) => {
    const lens = v.camera.lenses[0];
    const at = v.latLon(v.position);
    const hfov = lens ? v.camera.hfovDeg(lens) : Number.NaN;
    const shape = lens ? lens.height / lens.width : Number.NaN;
    return {
      time_boot_ms: boot(v),
      lat_camera: degE7(at.latitude_deg),
      lon_camera: degE7(at.longitude_deg),
      alt_camera: mm(v.position.up),
      lat_image: UNKNOWN_PLACE,
      lon_image: UNKNOWN_PLACE,
      alt_image: UNKNOWN_PLACE,
      q: eulerQuaternion(0, v.gimbal.pitch_deg * RAD, (v.body.heading_deg + v.gimbal.yaw_deg) * RAD),
      hfov,
      vfov: (2 * Math.atan(Math.tan((hfov * RAD) / 2) * shape)) / RAD,
    };
  },
};
