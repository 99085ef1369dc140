// A viewer's offer to Outrider's relay by WHEP; the viewer has a node-datachannel connection and makes a track when it is told.
export async function watchWhep(viewer, url) {
  const { connection } = viewer;
  viewer.track('0', 96);
  // Without addresses of ours the relay waits for our call; its own could come before the library has kept the answer's fingerprint.
  const offer = (await described(connection, 'offer')).replace(/^a=(candidate|end-of-candidates).*\r\n/gm, '');
  const response = await fetch(url, { method: 'POST', body: offer });
  if (!response.ok) throw new Error(`WHEP: ${response.status} ${await response.text()}`);
  connection.setRemoteDescription(await response.text(), 'answer');
}

/** The local description with every candidate in it. */
export async function described(connection, type) {
  const gathered = new Promise((resolve) => {
    connection.onGatheringStateChange((state) => state === 'complete' && resolve());
  });
  connection.setLocalDescription(type);
  await gathered;
  return connection.localDescription().sdp;
}
