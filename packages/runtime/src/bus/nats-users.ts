import { gatewaySubjects } from '@outrider/schema/subjects';

/** A gateway on another machine, as the NATS server has to know it. */
export interface GatewayUser {
  name: string;
  agency_id: string;
  /** For people who read the file. */
  agency_name: string;
  public_key: string;
}

/**
 * The users of a NATS server as a part of its configuration, to be included by it: the server may say and hear everything, a
 * gateway its own subjects and those of its agency. There are no secrets in it. Pure.
 * https://docs.nats.io/running-a-nats-service/configuration/securing_nats/authorization
 */
export function natsUsersText(serverKey: string, gateways: readonly GatewayUser[]): string {
  const server = `    { nkey: "${serverKey}", permissions: { publish: ">", subscribe: ">" } }`;
  return [
    '# Written by Outrider whenever a gateway is added or revoked; changes made by hand are lost.',
    '# Have the NATS server read it again afterwards: nats-server --signal reload',
    'authorization {',
    '  users = [',
    `    # the server of Outrider\n${server}`,
    ...gateways.map(userText),
    '  ]',
    '}',
    '',
  ].join('\n');
}

function userText({ name, agency_id, agency_name, public_key }: GatewayUser): string {
  const { says, hears } = gatewaySubjects(name, agency_id);
  const list = (subjects: readonly string[]): string => subjects.map((subject) => `        "${subject}"`).join('\n');
  return [
    // A line break in a name would end the comment.
    `    # gateway ${name} of ${agency_name.replace(/[^\P{C}]/gu, ' ')}`,
    `    { nkey: "${public_key}", permissions: {`,
    `      publish: [\n${list(says)}\n      ]`,
    `      subscribe: [\n${list(hears)}\n      ]`,
    '      allow_responses: { max: 1, expires: "1m" }',
    '    } }',
  ].join('\n');
}
