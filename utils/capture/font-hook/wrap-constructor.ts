type Constructor<T extends object> = new (...args: never[]) => T

/**
 * Puts a stand-in in place of a constructor that tells what was made, and is otherwise like it: name, length,
 * prototype, `instanceof`, subclasses, failures and text are those of the constructor itself.
 */
export function wrapConstructor<T extends object>(
  view: typeof globalThis,
  name: string,
  native: Constructor<T> | undefined,
  /** Is told the second argument, too. It must not throw. */
  made: (instance: T, second: unknown) => void,
): void {
  if (!native) return
  const { construct, get, getOwnPropertyDescriptor, defineProperty } = view.Reflect
  const likeNative = asNativeText(view, native)
  const standIn: Constructor<T> = new view.Proxy(native, {
    construct(target, args, newTarget) {
      const instance = construct(target, args, newTarget === standIn ? target : newTarget) as T
      // By its place: the page may have changed how lists are gone through.
      made(instance, args[1])
      return instance
    },
    get: (target, key, receiver) =>
      key === 'toString'
        ? likeNative(get(target, key, receiver), standIn)
        : get(target, key, receiver),
  })
  const replace = (owner: object, key: string) => {
    const before = getOwnPropertyDescriptor(owner, key)
    if (before?.value === native) defineProperty(owner, key, { ...before, value: standIn })
  }
  replace(view, name)
  replace(native.prototype, 'constructor')
}

/**
 * The text of a stand-in would lack the name. Functions in general are left alone for that: only the
 * constructor's own `toString` answers for it.
 */
function asNativeText(view: typeof globalThis, native: object) {
  const { apply } = view.Reflect
  const StandIn = view.Proxy
  const textOf = view.Function.prototype.toString
  let text: unknown
  return (found: unknown, standIn: object): unknown => {
    if (found !== textOf) return found
    text ??= new StandIn(textOf, {
      apply: (target, self, args) => apply(target, self === standIn ? native : self, args),
    })
    return text
  }
}
