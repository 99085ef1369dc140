import type { Point } from '@outrider/schema';
import { authenticate, cookieName } from '../platform/auth/authenticate.js';
import type { Asking } from '../platform/auth/authenticate.js';
import { implement, refuse } from '../platform/index.js';
import type { Call, Implementation } from '../platform/index.js';
import { sendMessage } from '../messages/send.js';
import type { Services } from '../services.js';
import { admitByLink, shortUserAgent } from './admit.js';
import type { ShareFacts } from './facts.js';
import { mapAround } from './local-map.js';
import { MapShelf } from './map-shelf.js';
import { OftenLimit } from './often-limit.js';
import { sharedFeed } from './rules.js';

const MINUTE_MS = 60_000;

type Asker = Pick<Call, 'address' | 'reply'> & { params: { token: string } };

/** What the page behind a link asks. Nobody is signed in: each call brings the token, and learns nothing without it. */
export function publicShareRoutes(services: Services, secure: boolean): Implementation[] {
  const { shares, clock, store, vehicles, media, sessions } = services;
  const limits = limitsOf(services);
  const maps = new MapShelf(store, clock);
  const admit = ({ params, address, reply }: Asker, asking: Asking) =>
    admitByLink(shares.desk, {
      token: params.token,
      address,
      signedIn: () => {
        const cookie = reply.request.cookies[cookieName(secure)];
        return authenticate(sessions, { authorization: undefined, cookie }, asking);
      },
    });
  const sampleOf = (facts: ShareFacts) => (facts.aircraft ? vehicles.sampleOf(facts.aircraft.id) : null);

  return [
    implement('sharedFeed', async (call) => {
      const { facts, member } = await admit(call, 'stands');
      if (call.query.page_id !== undefined) shares.views.heard(facts.id, call.query.page_id);
      const statuses = media.statusesOf(facts.agencyId);
      const status = statuses.find(({ camera_id }) => camera_id === facts.camera.id) ?? null;
      return sharedFeed(facts, {
        status,
        sample: sampleOf(facts),
        member: member !== null,
        nowUtcMs: clock.utcMs(),
      });
    }),
    implement('sharedMap', async (call) => {
      const { facts, member } = await admit(call, 'stands');
      limits.map(call.address);
      const seen = { status: null, sample: sampleOf(facts), member: member !== null, nowUtcMs: clock.utcMs() };
      const { aircraft, camera, incident } = sharedFeed(facts, seen);
      const places = [aircraft?.position, camera.place, incident?.position].filter((at): at is Point => Boolean(at));
      return places.length === 0 ? { areas: [], lines: [] } : mapAround(await maps.shapesOf(facts.agencyId), places);
    }),
    implement('watchShared', async (call) => {
      const { facts, member } = await admit(call, 'request');
      const userAgent = shortUserAgent(call.reply.request.headers);
      const page = { pageId: call.query.page_id, address: call.address, userAgent, member };
      const { answer_sdp, viewer_id } = await shares.views.watch(facts, page, call.body);
      const location = `/api/v1/share/${call.params.token}/whep/${viewer_id}`;
      return { name: null, type: 'application/sdp', body: answer_sdp, status: 201, headers: { location } };
    }),
    implement('endSharedView', async (call) => {
      const { facts } = await admit(call, 'stands');
      await shares.views.endPicture(facts.id, call.params.viewer_id);
    }),
    implement('sendSharedMessage', async (call) => {
      const { facts } = await admit(call, 'request');
      limits.message(facts.id, call.body.page_id);
      const { text, pin } = call.body;
      await store.inAgency(facts.agencyId, (tx) =>
        sendMessage(
          tx,
          facts.label,
          { ...(text === undefined ? {} : { text }), ...(pin ? { pin } : {}) },
          {
            flight_id: facts.flight?.id ?? null,
            aircraft_id: facts.aircraft?.id ?? null,
            camera_id: facts.camera.id,
            incident_id: facts.incident?.id ?? null,
            share_id: facts.id,
          },
        ),
      );
    }),
  ];
}

/** How often an address, a page and a link may do what costs; each throws rate_limited. */
function limitsOf({ clock }: Services) {
  const maps = new OftenLimit(120, MINUTE_MS);
  const ofPage = new OftenLimit(10, MINUTE_MS);
  const ofLink = new OftenLimit(40, MINUTE_MS);
  const take = (limit: OftenLimit, key: string, what: string): void => {
    const now = clock.monotonicMs();
    const wait = limit.waitS(key, now);
    if (wait > 0) throw refuse('rate_limited', `${what}; wait ${wait} s.`);
    limit.add(key, now);
  };
  return {
    map: (address: string) => take(maps, address, 'The map was asked for too often'),
    message: (link: string, page: string) => {
      take(ofLink, link, 'Too many messages through this link');
      take(ofPage, page, 'Too many messages');
    },
  };
}
