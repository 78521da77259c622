/** Any method, whatever its parameters. */
export type AnyMethod = (...args: never[]) => unknown;

/** A decorator of any action. */
export type PlainActionDecorator = <M extends AnyMethod>(
  prototype: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/** A decorator of an action whose arguments functions of type `(this: This, ...args: Args)` can take. */
export type ActionDecorator<This, Args extends readonly unknown[]> = <M extends AnyMethod>(
  prototype: This & object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M> & TakesArgumentsOf<M, Args>,
) => void;

/** The same for several functions, each of which takes as many of the arguments as it needs. */
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

/** A decorator of an action whose result, awaited and neither `null` nor `undefined`, is a `Result`. */
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

/** A decorator of a controller, for all of its actions, or of one action. */
export interface ClassOrActionDecorator {
  (controller: Function): void;
  <M extends AnyMethod>(prototype: object, name: string | symbol, descriptor: TypedPropertyDescriptor<M>): void;
}
