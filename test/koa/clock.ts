const systemTime = Date.now;

/** Lets the clock say another time; files keep the system's. */
export const clock = {
  ahead(milliseconds: number): void {
    Date.now = () => systemTime() + milliseconds;
  },

  standsAt(milliseconds: number): void {
    Date.now = () => milliseconds;
  },

  restore(): void {
    Date.now = systemTime;
  },
};
