export default function PilotView({ flightId }: { flightId: string }) {
  return <div>{flightId}</div>;
}
