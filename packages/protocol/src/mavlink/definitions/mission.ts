/** Missions, fences and rally points. */
export const mission = `
37 MISSION_REQUEST_PARTIAL_LIST
  target_system:u8 target_component:u8 start_index:i16 end_index:i16 + mission_type:u8
38 MISSION_WRITE_PARTIAL_LIST
  target_system:u8 target_component:u8 start_index:i16 end_index:i16 + mission_type:u8
39 MISSION_ITEM
  target_system:u8 target_component:u8 seq:u16 frame:u8 command:u16 current:u8 autocontinue:u8
  param1:f32 param2:f32 param3:f32 param4:f32 x:f32 y:f32 z:f32 + mission_type:u8
40 MISSION_REQUEST
  target_system:u8 target_component:u8 seq:u16 + mission_type:u8
41 MISSION_SET_CURRENT
  target_system:u8 target_component:u8 seq:u16
42 MISSION_CURRENT
  seq:u16 + total:u16 mission_state:u8 mission_mode:u8 mission_id:u32 fence_id:u32 rally_points_id:u32
43 MISSION_REQUEST_LIST
  target_system:u8 target_component:u8 + mission_type:u8
44 MISSION_COUNT
  target_system:u8 target_component:u8 count:u16 + mission_type:u8 opaque_id:u32
45 MISSION_CLEAR_ALL
  target_system:u8 target_component:u8 + mission_type:u8
46 MISSION_ITEM_REACHED
  seq:u16
47 MISSION_ACK
  target_system:u8 target_component:u8 type:u8 + mission_type:u8 opaque_id:u32
51 MISSION_REQUEST_INT
  target_system:u8 target_component:u8 seq:u16 + mission_type:u8
54 SAFETY_SET_ALLOWED_AREA
  target_system:u8 target_component:u8 frame:u8 p1x:f32@m p1y:f32@m p1z:f32@m p2x:f32@m p2y:f32@m p2z:f32@m
55 SAFETY_ALLOWED_AREA
  frame:u8 p1x:f32@m p1y:f32@m p1z:f32@m p2x:f32@m p2y:f32@m p2z:f32@m
73 MISSION_ITEM_INT
  target_system:u8 target_component:u8 seq:u16 frame:u8 command:u16 current:u8 autocontinue:u8
  param1:f32 param2:f32 param3:f32 param4:f32 x:i32 y:i32 z:f32 + mission_type:u8
160 FENCE_POINT
  target_system:u8 target_component:u8 idx:u8 count:u8 lat:f32@deg lng:f32@deg
161 FENCE_FETCH_POINT
  target_system:u8 target_component:u8 idx:u8
162 FENCE_STATUS
  breach_status:u8 breach_count:u16 breach_type:u8 breach_time:u32@ms + breach_mitigation:u8
175 RALLY_POINT
  target_system:u8 target_component:u8 idx:u8 count:u8 lat:i32@degE7 lng:i32@degE7 alt:i16@m break_alt:i16@m
  land_dir:u16@cdeg flags:u8
176 RALLY_FETCH_POINT
  target_system:u8 target_component:u8 idx:u8
`;
