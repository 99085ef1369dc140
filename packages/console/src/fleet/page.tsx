import { Route, Switch } from 'wouter';
import { useCan } from '../app/session.js';
import { Page } from '../ui/page.js';
import { AircraftPage } from './aircraft-page.js';
import { CamerasPage } from './cameras/cameras-page.js';
import { CrewPage } from './crew-page.js';
import { LinksPage } from './links-page.js';
import { SitesPage } from './sites-page.js';
import './fleet.css';

/** Aircraft, links, sites, cameras and crew. */
export default function FleetPage() {
  const mayLinks = useCan('vehicles:read');
  const mayVideo = useCan('video:view');
  const mayCrew = useCan('crew:read');
  const tabs: [string, string][] = [['/fleet', 'Aircraft']];
  if (mayLinks) tabs.push(['/fleet/links', 'Links']);
  tabs.push(['/fleet/sites', 'Sites']);
  if (mayVideo) tabs.push(['/fleet/cameras', 'Cameras']);
  if (mayCrew) tabs.push(['/fleet/crew', 'Crew']);
  return (
    <Page title="Fleet" tabs={tabs}>
      <Switch>
        <Route path="/fleet/links" component={LinksPage} />
        <Route path="/fleet/sites" component={SitesPage} />
        <Route path="/fleet/cameras" component={CamerasPage} />
        <Route path="/fleet/crew" component={CrewPage} />
        <Route path="/fleet/:id?">{({ id }) => <AircraftPage selected={id ?? null} />}</Route>
      </Switch>
    </Page>
  );
}
