/** A flight in other people's formats. Each takes the flight and its track and gives the whole file. */
export { trackToCsv } from './csv.js';
export { flightToGeoJson } from './geojson.js';
export { flightToGpx } from './gpx.js';
export { flightToKml } from './kml.js';
