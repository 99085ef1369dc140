import { describe, expect, it } from 'vitest';
import { Authorization, readChallenges, strongest } from './authorization.js';

const credentials = { username: 'Mufasa', password: 'Circle of Life' };
const responseOf = (header: string): string => /response="([0-9a-f]+)"/.exec(header)![1]!;

describe('digest authentication', () => {
  // RFC 7616 section 3.9.1.
  const NONCE = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
  const CLIENT_NONCE = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
  const offered = (algorithm: string): string =>
    `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="${NONCE}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers as the RFC does, with %s', (algorithm, response) => {
    const challenge = strongest(readChallenges([offered(algorithm)]))!;
    const header = new Authorization(challenge, credentials).header('GET', '/dir/index.html', CLIENT_NONCE);
    expect(responseOf(header)).toBe(response);
    expect(header).toContain('nc=00000001');
  });

  it('answers a challenge without qop as RFC 2069 does', () => {
    // The same sums as RFC 2617 section 3.5, without its counter.
    const [challenge] = readChallenges([
      'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"',
    ]);
    const header = new Authorization(challenge!, { ...credentials, password: 'Circle Of Life' });
    const response = responseOf(header.header('GET', '/dir/index.html'));
    expect(response).toBe('670fd8c2df070c60b045671b8b24ff02');
  });

  it('takes the strongest of several, in one header or in many, and none that it does not know', () => {
    const many = readChallenges([`Basic realm="x", ${offered('MD5')}`, offered('SHA-256'), 'Negotiate']);
    expect(many.map(({ scheme }) => scheme)).toEqual(['basic', 'digest', 'digest']);
    expect(strongest(many)!.parameters.get('algorithm')).toBe('SHA-256');
    expect(strongest(readChallenges(['Digest realm="x", nonce="y", algorithm=SHA-512-256']))).toBeNull();
    expect(strongest(readChallenges(['Basic realm="x"']))!.scheme).toBe('basic');
  });
});
