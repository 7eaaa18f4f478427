import { parseAst } from 'vite'

/** As much of a syntax tree's node as is needed here. */
interface Node {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

/** A part of a class that can be left out: a method, or a group of methods that the constructor makes. */
interface Part {
  name: string
  node: Node
}

/**
 * Leaves out of a class what nobody calls, which no bundler dares: any name might be asked for. Here a name that
 * occurs anywhere in what stays, even as a text, keeps what it names.
 * @param code a module with one class of that name
 * @param called names that are asked for from outside
 */
export function trimClass(code: string, className: string, called: readonly string[]): string {
  const tree = parseAst(code) as unknown as Node
  const found = nodesIn(tree).find(
    ({ type, id }) => type === 'ClassDeclaration' && nameOf(id) === className,
  )
  if (!found) throw new Error(`no class ${className}`)
  const members = (found['body'] as { body: Node[] }).body
  const parts = members.flatMap(partsOf)
  const lacking = called.filter((name) => !parts.some((part) => part.name === name))
  if (lacking.length > 0) throw new Error(`${className} has no ${lacking.join(', ')}`)
  return without(code, unused(tree, parts, called))
}

function partsOf(member: Node): Part[] {
  if (nameOf(member['key']) === 'constructor') return groupsIn(member)
  const isNamed = member.type === 'MethodDefinition' && member['computed'] !== true
  return isNamed ? [{ name: nameOf(member['key']), node: member }] : []
}

/** `this.group = { method: …, … }` */
function groupsIn({ value }: Node): Part[] {
  const { body } = (value as { body: { body: Node[] } }).body
  return body.flatMap((statement) => {
    const { left, right } = (statement['expression'] ?? {}) as { left?: Node; right?: Node }
    const isGroup = isOfThis(left) && right?.type === 'ObjectExpression'
    return isGroup ? [{ name: nameOf(left?.['property']), node: statement }] : []
  })
}

const isOfThis = (node: Node | undefined): boolean =>
  node?.type === 'MemberExpression' && (node['object'] as Node).type === 'ThisExpression'

function unused(tree: Node, parts: Part[], called: readonly string[]): Node[] {
  const nodes = new Set(parts.map(({ node }) => node))
  const names = new Set([...called, ...namesIn(tree, nodes)])
  const left = new Set(parts)
  for (const name of names) {
    for (const part of left) {
      if (part.name !== name) continue
      left.delete(part)
      nodes.delete(part.node)
      for (const each of namesIn(part.node, nodes)) names.add(each)
    }
  }
  return [...left].map(({ node }) => node)
}

/** Every name and text in a node, but for those in `apart`. */
function namesIn(node: Node, apart: ReadonlySet<Node>): string[] {
  return nodesIn(node, apart).flatMap((each) => {
    if (isOfThis(each) && each['computed'] === true) throw new Error('a name that is computed')
    const text = each['name'] ?? each['value']
    return typeof text === 'string' ? [text] : []
  })
}

function nodesIn(node: Node, apart?: ReadonlySet<Node>): Node[] {
  const inside = Object.values(node).flat().filter(isNode)
  return [node, ...inside.flatMap((each) => (apart?.has(each) ? [] : nodesIn(each, apart)))]
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

const nameOf = (node: unknown): string => String((node as { name?: unknown } | null)?.name ?? '')

const without = (code: string, nodes: Node[]): string =>
  nodes
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), code)
