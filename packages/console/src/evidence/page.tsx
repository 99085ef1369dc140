import { Redirect, Route, Switch } from 'wouter';
import { useCan } from '../app/session.js';
import { Page } from '../ui/page.js';
import { KeysPage } from './keys-page.js';
import { VerifyPage } from './verify-page.js';

/** Verification of records for everybody; keys and log for those who keep them. */
export default function EvidencePage() {
  const mayRead = useCan('evidence:read');
  const tabs = [['/evidence', 'Verify'], ...(mayRead ? [['/evidence/keys', 'Keys and log']] : [])] as [
    string,
    string,
  ][];
  return (
    <Page title="Evidence" tabs={tabs}>
      <Switch>
        <Route path="/evidence" component={VerifyPage} />
        {mayRead && <Route path="/evidence/keys" component={KeysPage} />}
        <Route>
          <Redirect to="/evidence" replace />
        </Route>
      </Switch>
    </Page>
  );
}
