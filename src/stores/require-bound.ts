/** @throws TypeError for anything but a whole number above 0 */
export function requireBound(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value > 0)) {
    throw new TypeError(`${name} takes a whole number above 0, not ${String(value)}`);
  }
}
