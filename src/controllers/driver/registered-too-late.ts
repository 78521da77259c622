/** The error for `conditionalRequests()` after the controllers. */
export function registeredTooLate(): Error {
  return new Error(
    'conditionalRequests() is registered after the controllers, where no request reaches it: register it before ' +
      'useKoaServer or useExpressServer',
  );
}
