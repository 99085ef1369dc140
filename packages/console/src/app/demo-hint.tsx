import { useEffect, useState } from 'react';

/** Where the demo's accounts are: shown when the server says that it serves a demo. */
export function DemoHint() {
  const [demo, setDemo] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    fetch(new URL('healthz', document.baseURI), { signal: stop.signal })
      .then(async (response) => setDemo(((await response.json()) as { demo?: boolean }).demo === true))
      .catch(() => undefined);
    return () => stop.abort();
  }, []);
  if (!demo) return null;
  return (
    <div className="note small">
      <b>Demo.</b> The accounts <span className="num">dispatcher</span>, <span className="num">pilot</span> and{' '}
      <span className="num">admin</span> and their passwords were printed where Outrider was started, and stand in{' '}
      <span className="num">demo-accounts.txt</span> in its data folder.
    </div>
  );
}
