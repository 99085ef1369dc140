// The peer: the same telemetry over the same library, as one JSON message for each sample of each vehicle.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { decodeTelemetryBatch } from '../../packages/core/dist/vehicle/index.js';
import { runProcess } from '../../packages/runtime/dist/index.js';

await runProcess('server', async ({ bus, settings }) => {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  bus.subscribe('telemetry.*', (_subject, bytes) => {
    for (const sample of decodeTelemetryBatch(bytes).samples) {
      const message = JSON.stringify({ utc_ms: sample.utc_ms, ...sample });
      for (const socket of sockets.clients) socket.send(message);
    }
  });
  await new Promise((resolve) => http.listen(settings.http.port, '127.0.0.1', resolve));
  return { ports: { 'http.port': http.address().port }, close: async () => http.closeAllConnections() };
});
