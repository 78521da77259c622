/** The error for middleware that no request to a controller passes. */
export function registeredTooLate(): Error {
  return new Error(
    'conditionalRequests() is registered behind the controllers, where no request passes it: register it before ' +
      'useKoaServer or useExpressServer',
  );
}
