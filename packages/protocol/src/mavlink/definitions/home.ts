/** Home, origin and the flight so far. */
export const home = `
48 SET_GPS_GLOBAL_ORIGIN
  target_system:u8 latitude:i32@degE7 longitude:i32@degE7 altitude:i32@mm + time_usec:u64@us
49 GPS_GLOBAL_ORIGIN
  latitude:i32@degE7 longitude:i32@degE7 altitude:i32@mm + time_usec:u64@us
242 HOME_POSITION
  latitude:i32@degE7 longitude:i32@degE7 altitude:i32@mm x:f32@m y:f32@m z:f32@m q:f32[4] approach_x:f32@m
  approach_y:f32@m approach_z:f32@m + time_usec:u64@us
243 SET_HOME_POSITION
  target_system:u8 latitude:i32@degE7 longitude:i32@degE7 altitude:i32@mm x:f32@m y:f32@m z:f32@m q:f32[4]
  approach_x:f32@m approach_y:f32@m approach_z:f32@m + time_usec:u64@us
264 FLIGHT_INFORMATION
  time_boot_ms:u32@ms arming_time_utc:u64@us takeoff_time_utc:u64@us flight_uuid:u64 + landing_time:u32@ms
`;
