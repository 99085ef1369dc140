/** Cameras, storage and video streams. */
export const camera = `
112 CAMERA_TRIGGER
  time_usec:u64@us seq:u32
179 CAMERA_STATUS
  time_usec:u64@us target_system:u8 cam_idx:u8 img_idx:u16 event_id:u8 p1:f32 p2:f32 p3:f32 p4:f32
180 CAMERA_FEEDBACK
  time_usec:u64@us target_system:u8 cam_idx:u8 img_idx:u16 lat:i32@degE7 lng:i32@degE7 alt_msl:f32@m alt_rel:f32@m
  roll:f32@deg pitch:f32@deg yaw:f32@deg foc_len:f32@mm flags:u8 + completed_captures:u16
259 CAMERA_INFORMATION
  time_boot_ms:u32@ms vendor_name:u8[32] model_name:u8[32] firmware_version:u32 focal_length:f32@mm sensor_size_h:f32@mm
  sensor_size_v:f32@mm resolution_h:u16@pix resolution_v:u16@pix lens_id:u8 flags:u32 cam_definition_version:u16
  cam_definition_uri:char[140] + gimbal_device_id:u8 camera_device_id:u8
260 CAMERA_SETTINGS
  time_boot_ms:u32@ms mode_id:u8 + zoomLevel:f32 focusLevel:f32 camera_device_id:u8
261 STORAGE_INFORMATION
  time_boot_ms:u32@ms storage_id:u8 storage_count:u8 status:u8 total_capacity:f32@MiB used_capacity:f32@MiB
  available_capacity:f32@MiB read_speed:f32@MiB/s write_speed:f32@MiB/s + type:u8 name:char[32] storage_usage:u8
262 CAMERA_CAPTURE_STATUS
  time_boot_ms:u32@ms image_status:u8 video_status:u8 image_interval:f32@s recording_time_ms:u32@ms
  available_capacity:f32@MiB + image_count:i32 camera_device_id:u8
263 CAMERA_IMAGE_CAPTURED
  time_boot_ms:u32@ms time_utc:u64@us camera_id:u8 lat:i32@degE7 lon:i32@degE7 alt:i32@mm relative_alt:i32@mm q:f32[4]
  image_index:i32 capture_result:i8 file_url:char[205]
269 VIDEO_STREAM_INFORMATION
  stream_id:u8 count:u8 type:u8 flags:u16 framerate:f32@Hz resolution_h:u16@pix resolution_v:u16@pix bitrate:u32@bits/s
  rotation:u16@deg hfov:u16@deg name:char[32] uri:char[160] + encoding:u8 camera_device_id:u8
270 VIDEO_STREAM_STATUS
  stream_id:u8 flags:u16 framerate:f32@Hz resolution_h:u16@pix resolution_v:u16@pix bitrate:u32@bits/s rotation:u16@deg
  hfov:u16@deg + camera_device_id:u8
271 CAMERA_FOV_STATUS
  time_boot_ms:u32@ms lat_camera:i32@degE7 lon_camera:i32@degE7 alt_camera:i32@mm lat_image:i32@degE7
  lon_image:i32@degE7 alt_image:i32@mm q:f32[4] hfov:f32@deg vfov:f32@deg + camera_device_id:u8
275 CAMERA_TRACKING_IMAGE_STATUS
  tracking_status:u8 tracking_mode:u8 target_data:u8 point_x:f32 point_y:f32 radius:f32 rec_top_x:f32 rec_top_y:f32
  rec_bottom_x:f32 rec_bottom_y:f32 + camera_device_id:u8
276 CAMERA_TRACKING_GEO_STATUS
  tracking_status:u8 lat:i32@degE7 lon:i32@degE7 alt:f32@m h_acc:f32@m v_acc:f32@m vel_n:f32@m/s vel_e:f32@m/s
  vel_d:f32@m/s vel_acc:f32@m/s dist:f32@m hdg:f32@rad hdg_acc:f32@rad + camera_device_id:u8
277 CAMERA_THERMAL_RANGE
  time_boot_ms:u32@ms stream_id:u8 camera_device_id:u8 max:f32@degC max_point_x:f32 max_point_y:f32 min:f32@degC
  min_point_x:f32 min_point_y:f32
`;
