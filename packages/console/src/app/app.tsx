import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { AlertStack } from '../alerts/alert-stack.js';
import { WaitingForYou } from '../alerts/waiting-for-you.js';
import { ApiError } from '../live/api.js';
import { Notices } from '../ui/notices.js';
import { Loading } from '../ui/state.js';
import { IdleLock } from './idle-lock.js';
import { Revoked } from './revoked.js';
import { restoreSession, useSession } from './session.js';
import { allowedPages, Shell } from './shell.js';
import { SignIn } from './sign-in.js';
import './app.css';

const Operations = lazy(() => import('../operations/page.js'));
const Flights = lazy(() => import('../flights/page.js'));
const Wall = lazy(() => import('../video/wall/page.js'));
const Fleet = lazy(() => import('../fleet/page.js'));
const Airspace = lazy(() => import('../airspace/page.js'));
const Evidence = lazy(() => import('../evidence/page.js'));
const Administration = lazy(() => import('../admin/page.js'));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => error instanceof ApiError && error.code === 'unreachable' && count < 3,
    },
  },
});

export function App() {
  const { phase, locked } = useSession();
  useEffect(() => {
    void restoreSession();
  }, []);
  if (phase === 'loading') return <Loading what="Outrider" />;
  if (phase === 'signed_out') return <SignIn />;
  return (
    <QueryClientProvider client={queries}>
      <Router hook={useHashLocation}>
        <div className="everything" inert={locked}>
          <Shell>
            <Suspense fallback={<Loading what="page" />}>
              <Pages />
            </Suspense>
          </Shell>
          <AlertStack />
          <WaitingForYou />
        </div>
        <Notices />
        <IdleLock />
        <Revoked />
      </Router>
    </QueryClientProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/operations/:flightId?" component={Operations} />
      <Route path="/flights/*?" component={Flights} />
      <Route path="/video" component={Wall} />
      <Route path="/fleet/*?" component={Fleet} />
      <Route path="/airspace/*?" component={Airspace} />
      <Route path="/evidence/*?" component={Evidence} />
      <Route path="/admin/*?" component={Administration} />
      <Route>
        <Redirect to={allowedPages()[0]?.path ?? '/admin'} replace />
      </Route>
    </Switch>
  );
}
