/** Whether a pilot's papers and practice allow a flight today. */
import type { CrewMember } from '@outrider/schema';

/** Flights within 90 days that keep a pilot current; the usual rule of public-safety programmes (after 14 CFR 61.57(a)). */
export const CURRENCY_FLIGHTS = 3;

export type Papers = Pick<
  CrewMember,
  'certificate_number' | 'certificate_expires_on' | 'flights_90_days' | 'last_flight_utc_ms'
>;

export interface Currency {
  readonly current: boolean;
  /** A whole sentence for the pilot's entry and for refusals. */
  readonly detail: string;
}

/** Certificate and practice on an ISO date at the agency's place. A certificate counts through its last day. */
export function currencyOf(papers: Papers, local_date: string): Currency {
  if (papers.certificate_number === null) return { current: false, detail: 'No remote pilot certificate is on file.' };
  if (papers.certificate_expires_on === null) {
    return { current: false, detail: 'The last day of the certificate is not on file.' };
  }
  if (papers.certificate_expires_on < local_date) {
    return { current: false, detail: `The certificate ended on ${papers.certificate_expires_on}.` };
  }
  const flights = papers.flights_90_days;
  if (flights < CURRENCY_FLIGHTS) {
    const missing = CURRENCY_FLIGHTS - flights;
    const detail = `${flights} of ${CURRENCY_FLIGHTS} flights within 90 days; ${missing} more ${missing === 1 ? 'is' : 'are'} needed.`;
    return { current: false, detail };
  }
  return {
    current: true,
    detail: `Certificate to ${papers.certificate_expires_on}, ${flights} flights within 90 days.`,
  };
}
