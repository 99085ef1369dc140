import { Redirect, Route, Switch } from 'wouter';
import { useCan } from '../app/session.js';
import { Page } from '../ui/page.js';
import { KeysPage } from './keys-page.js';
import { RecordPage } from './records/record-page.js';
import { RecordsPage } from './records/records-page.js';
import { RequestPage } from './requests/request-page.js';
import { RequestsPage } from './requests/requests-page.js';
import { RetentionPage } from './retention/retention-page.js';
import { VerifyPage } from './verify-page.js';
import './evidence.css';

type Tab = readonly [path: string, name: string];
const VERIFY: Tab = ['/evidence/verify', 'Verify'];
const REQUESTS: Tab = ['/evidence/requests', 'Records requests'];
const FOR_KEEPERS: readonly Tab[] = [
  ['/evidence', 'Records'],
  ['/evidence/retention', 'Retention'],
  ['/evidence/keys', 'Keys and log'],
];

/** Records with their custody, retention, keys and log for those who keep them; verification for everybody. */
export default function EvidencePage() {
  const mayRead = useCan('evidence:read');
  const mayRelease = useCan('evidence:release');
  const keepers = mayRead ? FOR_KEEPERS : [];
  const tabs = [...keepers.slice(0, 1), ...(mayRelease ? [REQUESTS] : []), ...keepers.slice(1), VERIFY];
  return (
    <Switch>
      {mayRead && <Route path="/evidence/records/:id">{({ id }) => <RecordPage key={id} flightId={id} />}</Route>}
      {mayRelease && <Route path="/evidence/requests/:id">{({ id }) => <RequestPage key={id} id={id} />}</Route>}
      <Route>
        <Page title="Evidence" tabs={tabs}>
          <Switch>
            {mayRead && <Route path="/evidence" component={RecordsPage} />}
            {mayRelease && <Route path="/evidence/requests" component={RequestsPage} />}
            {mayRead && <Route path="/evidence/retention" component={RetentionPage} />}
            {mayRead && <Route path="/evidence/keys" component={KeysPage} />}
            <Route path="/evidence/verify" component={VerifyPage} />
            <Route>
              <Redirect to={tabs[0]?.[0] ?? VERIFY[0]} replace />
            </Route>
          </Switch>
        </Page>
      </Route>
    </Switch>
  );
}
