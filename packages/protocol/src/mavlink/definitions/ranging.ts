/** Distance to ground and obstacles, optical flow, terrain data. */
export const ranging = `
100 OPTICAL_FLOW
  time_usec:u64@us sensor_id:u8 flow_x:i16@dpix flow_y:i16@dpix flow_comp_m_x:f32@m/s flow_comp_m_y:f32@m/s quality:u8
  ground_distance:f32@m + flow_rate_x:f32@rad/s flow_rate_y:f32@rad/s
106 OPTICAL_FLOW_RAD
  time_usec:u64@us sensor_id:u8 integration_time_us:u32@us integrated_x:f32@rad integrated_y:f32@rad
  integrated_xgyro:f32@rad integrated_ygyro:f32@rad integrated_zgyro:f32@rad temperature:i16@cdegC quality:u8
  time_delta_distance_us:u32@us distance:f32@m
132 DISTANCE_SENSOR
  time_boot_ms:u32@ms min_distance:u16@cm max_distance:u16@cm current_distance:u16@cm type:u8 id:u8 orientation:u8
  covariance:u8@cm^2 + horizontal_fov:f32@rad vertical_fov:f32@rad quaternion:f32[4] signal_quality:u8@%
133 TERRAIN_REQUEST
  lat:i32@degE7 lon:i32@degE7 grid_spacing:u16@m mask:u64
134 TERRAIN_DATA
  lat:i32@degE7 lon:i32@degE7 grid_spacing:u16@m gridbit:u8 data:i16[16]@m
135 TERRAIN_CHECK
  lat:i32@degE7 lon:i32@degE7
136 TERRAIN_REPORT
  lat:i32@degE7 lon:i32@degE7 spacing:u16 terrain_height:f32@m current_height:f32@m pending:u16 loaded:u16
173 RANGEFINDER
  distance:f32@m voltage:f32@V
330 OBSTACLE_DISTANCE
  time_usec:u64@us sensor_type:u8 distances:u16[72]@cm increment:u8@deg min_distance:u16@cm max_distance:u16@cm
  + increment_f:f32@deg angle_offset:f32@deg frame:u8
`;
