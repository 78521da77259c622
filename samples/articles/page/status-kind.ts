/** The kinds of statuses, with their texts in the legend. */
export const KINDS = {
  full: '200: sent in full',
  spared: '304: nothing had to be sent',
  refused: '412: refused, nothing overwritten',
  required: '428: no version was stated',
  other: 'other statuses',
} as const;

export type Kind = keyof typeof KINDS;

export function kindOf(status: number): Kind {
  if (status >= 200 && status <= 299) return 'full';
  if (status === 304) return 'spared';
  if (status === 412) return 'refused';
  return status === 428 ? 'required' : 'other';
}
