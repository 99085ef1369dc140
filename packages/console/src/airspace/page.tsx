import { Route, Switch } from 'wouter';
import { useCan } from '../app/session.js';
import { Page } from '../ui/page.js';
import { DataPage } from './data-page.js';
import { VolumesPage } from './volumes-page.js';
import { WeatherPage } from './weather-page.js';
import './airspace.css';

/** Volumes, weather, and the data that maps and look-ups are made of. */
export default function AirspacePage() {
  const mayWrite = useCan('airspace:write');
  const mayEnter = useCan('incidents:write');
  const tabs: [string, string][] = [
    ['/airspace', 'Volumes'],
    ['/airspace/weather', 'Weather'],
  ];
  if (mayWrite) tabs.push(['/airspace/data', 'Terrain, addresses, map']);
  else if (mayEnter) tabs.push(['/airspace/data', 'Import incidents']);
  return (
    <Page title="Airspace" tabs={tabs}>
      <Switch>
        <Route path="/airspace/weather" component={WeatherPage} />
        <Route path="/airspace/data" component={DataPage} />
        <Route component={VolumesPage} />
      </Switch>
    </Page>
  );
}
