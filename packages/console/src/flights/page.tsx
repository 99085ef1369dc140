import { Route, Switch } from 'wouter';
import { useCan } from '../app/session.js';
import RedactionPage from '../redaction/page.js';
import { Page } from '../ui/page.js';
import { FlightDetail } from './flight-detail.js';
import { FlightList } from './flight-list.js';
import { ResponseTimes } from './response-times.js';
import './flights.css';

/** Flights on record: search, replay, report. */
export default function FlightsPage() {
  const mayReport = useCan('reports:read');
  const tabs: [string, string][] = [['/flights', 'Search']];
  if (mayReport) tabs.push(['/flights/report', 'Response times']);
  return (
    <Switch>
      <Route path="/flights">
        <Page title="Flights" tabs={tabs}>
          <FlightList />
        </Page>
      </Route>
      <Route path="/flights/report">
        <Page title="Flights" tabs={tabs}>
          <ResponseTimes />
        </Page>
      </Route>
      <Route path="/flights/:id/redactions/:redaction">
        {({ id, redaction }) => <RedactionPage key={redaction} flightId={id} redactionId={redaction} />}
      </Route>
      <Route path="/flights/:id">{({ id }) => <FlightDetail key={id} flightId={id} />}</Route>
    </Switch>
  );
}
