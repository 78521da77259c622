import type { ActionMetadata, RoutingControllersOptions } from 'routing-controllers';

/** The options of the application that serves an action: routing-controllers keeps them from its types. */
export function applicationOptionsOf(metadata: ActionMetadata): RoutingControllersOptions {
  return (metadata as unknown as { readonly globalOptions: RoutingControllersOptions }).globalOptions;
}
