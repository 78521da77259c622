import type { Fields } from '../request';

/** A resource that differs from user to user, and how its users say who they are. */
export interface PrivacyCase {
  readonly rule: string;
  readonly path: string;
  as(user: string): Fields;
  /** The status for a client that does not say who it is. */
  readonly anonymous: number;
}

const bearer = (user: string): Fields => ({ Authorization: `Bearer ${user}` });
const cookie = (user: string): Fields => ({ Cookie: `user=${user}` });

export const privacyCases: readonly PrivacyCase[] = [
  { rule: 'behind @Authorized, by a token', path: '/mine/authorized', as: bearer, anonymous: 401 },
  { rule: 'behind @Authorized, by a cookie', path: '/mine/authorized', as: cookie, anonymous: 401 },
  { rule: 'behind @Authorized, with a lifetime', path: '/mine/with-a-lifetime', as: cookie, anonymous: 401 },
  { rule: 'with @CurrentUser, by a cookie', path: '/mine/session', as: cookie, anonymous: 401 },
  { rule: 'with an Authorization field alone', path: '/mine/authorization-field', as: bearer, anonymous: 200 },
];
