/** Any method with any parameters. */
export type AnyMethod = (...args: never[]) => unknown;

/** A decorator for any action. */
export type PlainActionDecorator = <M extends AnyMethod>(
  prototype: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/** A decorator for actions whose arguments a function of type `(this: This, ...args: Args)` accepts. */
export type ActionDecorator<This, Args extends readonly unknown[]> = <M extends AnyMethod>(
  prototype: This & object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M> & TakesArgumentsOf<M, Args>,
) => void;

/** Like {@link ActionDecorator}, for several functions, each of which accepts as many of the arguments as it needs. */
export type ActionFunctionsDecorator<
  This,
  Args extends readonly unknown[],
  GuardArgs extends readonly unknown[],
  FailedArgs extends readonly unknown[],
  AppliedArgs extends readonly unknown[],
> = <M extends AnyMethod>(
  prototype: This & object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M> &
    TakesArgumentsOf<M, Args> &
    TakesArgumentsOf<M, GuardArgs> &
    TakesArgumentsOf<M, FailedArgs> &
    TakesArgumentsOf<M, AppliedArgs>,
) => void;

/** A decorator for actions whose awaited result, apart from `null` and `undefined`, is a `Result`. */
export type ResultDecorator<This, Result> = <M extends AnyMethod>(
  prototype: This & object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M> & TakesResultOf<M, Result>,
) => void;

type TakesArgumentsOf<M extends AnyMethod, Args extends readonly unknown[]> = ((...args: Args) => void) extends (
  ...args: Parameters<M>
) => void
  ? unknown
  : { readonly 'the function takes other arguments than the action': Parameters<M> };

type TakesResultOf<M extends AnyMethod, Result> =
  NonNullable<Awaited<ReturnType<M>>> extends Result
    ? unknown
    : { readonly 'the function takes another value than the action returns': Awaited<ReturnType<M>> };

/** A decorator for a controller, where it applies to all actions, or for one action. */
export interface ClassOrActionDecorator {
  (controller: Function): void;
  <M extends AnyMethod>(prototype: object, name: string | symbol, descriptor: TypedPropertyDescriptor<M>): void;
}
