import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Known, type Resource, type Value } from './bicep.ts';

/**
 * Holds resources against Azure's own descriptions of them (azureTypes/PROVENANCE.md). The format is that of
 * Azure/bicep-types: an array, in which types refer to each other by their place.
 */

const ref = z.object({ $ref: z.string().regex(/^#\/\d+$/) }).transform(({ $ref }) => Number($ref.slice(2)));
const property = z.object({ type: ref, flags: z.int() });
const properties = z.record(z.string(), property);
const typeSchema = z.discriminatedUnion('$type', [
  z.object({
    $type: z.literal('StringType'),
    minLength: z.int().optional(),
    maxLength: z.int().optional(),
    pattern: z.string().optional(),
  }),
  z.object({ $type: z.literal('StringLiteralType'), value: z.string() }),
  z.object({ $type: z.literal('IntegerType') }),
  z.object({ $type: z.literal('BooleanType') }),
  z.object({ $type: z.literal('AnyType') }),
  z.object({ $type: z.literal('ArrayType'), itemType: ref }),
  z.object({ $type: z.literal('UnionType'), elements: z.array(ref) }),
  z.object({ $type: z.literal('ObjectType'), properties, additionalProperties: ref.optional() }),
  z.object({
    $type: z.literal('DiscriminatedObjectType'),
    discriminator: z.string(),
    baseProperties: properties,
    elements: z.record(z.string(), ref),
  }),
  z.object({ $type: z.literal('ResourceType'), name: z.string(), body: ref }),
  z.object({ $type: z.literal('ResourceFunctionType') }),
]);
type AzureType = z.infer<typeof typeSchema>;

const folder = new URL('azureTypes/', import.meta.url);
const known = new Map<string, { types: AzureType[]; body: number }>();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const types = z.array(typeSchema).parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  for (const type of types) if (type.$type === 'ResourceType') known.set(type.name, { types, body: type.body });
}

/** Flags of a property. */
const required = 1;
const readOnly = 2;
/** What Bicep itself takes beside a resource's properties. */
const ofBicep = ['parent', 'scope', 'dependsOn'];

/** What Azure would refuse of a resource, each by its path; and the values of open sets that Azure does not list. */
export function faultsOf({ symbol, kind, body }: Resource): string[] {
  const found = known.get(kind);
  if (!found) return [`${symbol}: no type ${kind} is known`];
  const faults: string[] = [];
  const typeAt = (place: number): AzureType => {
    const type = found.types[place];
    if (!type) throw new Error(`${kind} has no type ${place}`);
    return type;
  };
  const fault = (path: string, what: string): void => {
    faults.push(`${path}: ${what}`);
  };

  const check = (value: Value, type: AzureType, path: string): void => {
    if (value === null || value instanceof Known) return;
    switch (type.$type) {
      case 'StringType': {
        if (typeof value !== 'string') {
          fault(path, `${JSON.stringify(value)} is no string`);
          return;
        }
        if (/<[\w.]+>/.test(value)) return;
        const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern = '' } = type;
        if (value.length < minLength || value.length > maxLength || !new RegExp(pattern).test(value))
          fault(path, `'${value}' is too short, too long or not like ${pattern}`);
        return;
      }
      case 'StringLiteralType':
        if (value !== type.value) fault(path, `${JSON.stringify(value)} is not '${type.value}'`);
        return;
      case 'IntegerType':
        if (!Number.isInteger(value)) fault(path, `${JSON.stringify(value)} is no whole number`);
        return;
      case 'BooleanType':
        if (typeof value !== 'boolean') fault(path, `${JSON.stringify(value)} is neither true nor false`);
        return;
      case 'ArrayType':
        if (!Array.isArray(value)) {
          fault(path, 'is no list');
          return;
        }
        for (const [index, each] of value.entries()) check(each, typeAt(type.itemType), `${path}[${index}]`);
        return;
      case 'UnionType': {
        const members = type.elements.map(typeAt);
        const listed = members.flatMap((member) => (member.$type === 'StringLiteralType' ? [member.value] : []));
        if (listed.length > 0 && typeof value === 'string') {
          if (!listed.includes(value)) fault(path, `'${value}' is none of ${listed.join(', ')}`);
        } else if (
          members.every((member) => {
            const before = faults.length;
            check(value, member, path);
            return faults.splice(before).length > 0;
          })
        )
          fault(path, `${JSON.stringify(value)} is of none of its kinds`);
        return;
      }
      case 'ObjectType':
        checkObject(value, type.properties, type.additionalProperties, path);
        return;
      case 'DiscriminatedObjectType': {
        const said = isObject(value) ? value[type.discriminator] : undefined;
        const element = typeof said === 'string' ? type.elements[said] : undefined;
        if (element === undefined) {
          fault(`${path}.${type.discriminator}`, `is none of ${Object.keys(type.elements).join(', ')}`);
          return;
        }
        const chosen = typeAt(element);
        if (chosen.$type !== 'ObjectType') throw new Error(`${kind}: an element that is no object`);
        checkObject(value, { ...type.baseProperties, ...chosen.properties }, chosen.additionalProperties, path);
        return;
      }
      case 'AnyType':
        return;
      default:
        throw new Error(`${kind}: ${type.$type} where a value is`);
    }
  };

  const checkObject = (
    value: Value,
    declared: z.infer<typeof properties>,
    additional: number | undefined,
    path: string,
  ): void => {
    if (!isObject(value)) {
      fault(path, 'is no object');
      return;
    }
    for (const [name, each] of Object.entries(value)) {
      if (path === symbol && ofBicep.includes(name)) continue;
      const property = declared[name];
      if (property) {
        if (property.flags & readOnly) fault(`${path}.${name}`, 'cannot be set');
        else check(each, typeAt(property.type), `${path}.${name}`);
      } else if (additional !== undefined) check(each, typeAt(additional), `${path}.${name}`);
      else fault(`${path}.${name}`, 'is no property of it');
    }
    for (const [name, { flags }] of Object.entries(declared))
      if (flags & required && !(flags & readOnly) && (value[name] ?? null) === null)
        fault(`${path}.${name}`, 'is missing');
  };

  check(body, typeAt(found.body), symbol);
  return faults;
}

const isObject = (value: Value): value is { [name: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Known);
