import { Badge, Link, makeStyles, Switch, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CouldLearn } from '../../history/measures/couldLearn.ts';
import type { TechnologyCoverage } from '../../history/measures/coverage.ts';
import type { Coverage } from '../../history/measures/measureRoutes.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Problem } from '../parts/Problem.tsx';
import { anywhere } from '../place.ts';
import { useTab } from '../tabContext.ts';

type Thinness = 'none' | 'noOwner' | 'oneOwner' | 'onePerson' | 'ok';

/** Technologies by how thin their cover is, the most needed of equally thin ones first. */
export function TechnologyTable({ coverage, days }: { coverage: Coverage; days: number }) {
  const { words, format, go } = useTab();
  const { coverage: said } = words;
  const [onlyThin, setOnlyThin] = useState(true);
  const rows = coverage.technologies
    .filter((each) => !onlyThin || thinness(each) !== 'ok')
    .toSorted((a, b) => order[thinness(a)] - order[thinness(b)] || b.gaps - a.gaps || b.swarms - a.swarms);
  return (
    <Panel
      title={said.technologies}
      hint={said.since(days)}
      actions={<Switch label={said.only} checked={onlyThin} onChange={(_, { checked }) => setOnlyThin(checked)} />}
    >
      {coverage.technologies.length === 0 ? (
        <Problem said={said.nothing} />
      ) : rows.length === 0 ? (
        <Problem said={said.allWell} />
      ) : (
        <DataTable
          label={said.technologies}
          rows={rows}
          keyOf={(each) => each.id}
          columns={[
            {
              name: said.technology,
              width: '20%',
              of: (each) => (
                <Link onClick={() => go({ ...anywhere, technology: each.id })}>{each.name[format.language]}</Link>
              ),
            },
            { name: said.state, width: '11%', of: (each) => <Risk of={each} /> },
            { name: said.owners, of: (each) => each.owners, isNumber: true },
            { name: said.capable, of: (each) => each.capable, isNumber: true },
            { name: said.learners, of: (each) => each.learners, isNumber: true },
            { name: said.swarms, of: (each) => format.number(each.swarms), isNumber: true },
            { name: said.gaps, of: (each) => format.number(each.gaps), isNumber: true },
            { name: said.couldLearn, width: '30%', of: (each) => <Next people={each.couldLearn} /> },
          ]}
        />
      )}
    </Panel>
  );
}

/** Who could learn it next, each with why. */
function Next({ people }: { people: CouldLearn[] }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { coverage: said } = words;
  return people.map(({ id, name, wants, knowsLittle, near }) => {
    const why = [
      ...(wants ? [said.wants] : []),
      ...(knowsLittle && !wants ? [said.knowsLittle] : []),
      ...(near ? [said.near(near[format.language])] : []),
    ];
    return (
      <div key={id} className={styles.next}>
        <Text size={200} weight="semibold">
          {name}
        </Text>{' '}
        <Text size={200} className={styles.why}>
          {why.join(said.separator)}
        </Text>
      </div>
    );
  });
}

function Risk({ of }: { of: TechnologyCoverage }) {
  const styles = useStyles();
  const { words } = useTab();
  const thin = thinness(of);
  if (thin === 'ok') return null;
  const colour = thin === 'none' ? 'danger' : thin === 'noOwner' || thin === 'onePerson' ? 'severe' : 'warning';
  return (
    <Badge appearance="tint" color={colour} className={styles.badge}>
      {words.coverage.thin[thin]}
    </Badge>
  );
}

const useStyles = makeStyles({
  next: { overflowWrap: 'anywhere' },
  badge: { whiteSpace: 'nowrap' },
  why: { color: tokens.colorNeutralForeground3 },
});

const order: Record<Thinness, number> = { none: 0, onePerson: 1, noOwner: 2, oneOwner: 3, ok: 4 };

function thinness({ owners, capable }: TechnologyCoverage): Thinness {
  if (owners === 0 && capable === 0) return 'none';
  if (capable === 1) return 'onePerson';
  if (owners === 0) return 'noOwner';
  if (owners === 1) return 'oneOwner';
  return 'ok';
}
