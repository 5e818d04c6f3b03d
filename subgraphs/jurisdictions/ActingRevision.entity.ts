import { Entity, type EntityManager } from 'typeorm';
import { col } from '../kit/columns';

/** The one row that counts the changes of all that `actingConditions` states. */
@Entity('acting_revision')
export class ActingRevision {
  @col.wholeKey('id') id!: number;
  @col.whole('revision') revision!: number;
}

/** To be called in every unit of work that changes what `actingConditions` states. */
export async function countChange(manager: EntityManager): Promise<void> {
  await manager.update(ActingRevision, { id: 1 }, { revision: () => 'revision + 1' });
}
