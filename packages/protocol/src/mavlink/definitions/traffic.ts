/** Other aircraft, collision warnings and traffic management. */
export const traffic = `
246 ADSB_VEHICLE
  ICAO_address:u32 lat:i32@degE7 lon:i32@degE7 altitude_type:u8 altitude:i32@mm heading:u16@cdeg hor_velocity:u16@cm/s
  ver_velocity:i16@cm/s callsign:char[9] emitter_type:u8 tslc:u8@s flags:u16 squawk:u16
247 COLLISION
  src:u8 id:u32 action:u8 threat_level:u8 time_to_minimum_delta:f32@s altitude_minimum_delta:f32@m
  horizontal_minimum_delta:f32@m
340 UTM_GLOBAL_POSITION
  time:u64@us uas_id:u8[18] lat:i32@degE7 lon:i32@degE7 alt:i32@mm relative_alt:i32@mm vx:i16@cm/s vy:i16@cm/s
  vz:i16@cm/s h_acc:u16@mm v_acc:u16@mm vel_acc:u16@cm/s next_lat:i32@degE7 next_lon:i32@degE7 next_alt:i32@mm
  update_rate:u16@cs flight_state:u8 flags:u8
`;
