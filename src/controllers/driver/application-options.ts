import type { ActionMetadata, RoutingControllersOptions } from 'routing-controllers';

/** The options of the application that serves an action. The types of routing-controllers hide them. */
export function applicationOptionsOf(metadata: ActionMetadata): RoutingControllersOptions {
  return (metadata as unknown as { readonly globalOptions: RoutingControllersOptions }).globalOptions;
}
