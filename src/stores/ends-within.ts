/** Waits for work, for at most `bound` milliseconds. Returns whether the work has ended. */
export async function endsWithin(work: Promise<void>, bound: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, bound, false);
  });
  try {
    return await Promise.race([work.then(() => true), passed]);
  } finally {
    clearTimeout(timer);
  }
}
