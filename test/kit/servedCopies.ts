import type { DataSource } from 'typeorm';
import { AdministrativeWarrant } from '../../subgraphs/warrants/AdministrativeWarrant.entity';
import { Hold } from '../../subgraphs/warrants/Hold.entity';
import { ServiceRecord } from '../../subgraphs/warrants/ServiceRecord.entity';
import { Subject } from '../../subgraphs/warrants/Subject.entity';

/** Copies the demonstration's served warrant with everything on it, once; the ids sort before all others. */
export async function insertServedCopies(writes: DataSource, count: number): Promise<void> {
  const [hold] = await writes.getRepository(Hold).find();
  const service = await writes.getRepository(ServiceRecord).findOneByOrFail({ id: hold?.serviceId ?? '' });
  const warrant = await writes.getRepository(AdministrativeWarrant).findOneByOrFail({ id: service.warrantId });
  const subject = await writes.getRepository(Subject).findOneByOrFail({ id: warrant.subjectId });
  if (await writes.getRepository(Hold).existsBy({ id: idOf(0) })) return;
  for (let at = 0; at < count; at += 1) {
    const id = idOf(at);
    await writes.getRepository(Subject).insert({ ...subject, id });
    await writes.getRepository(AdministrativeWarrant).insert({ ...warrant, id, subjectId: id });
    await writes.getRepository(ServiceRecord).insert({ ...service, id, warrantId: id });
    await writes.getRepository(Hold).insert({ ...hold, id, serviceId: id, subjectId: id });
  }
}

function idOf(at: number): string {
  return `00TEST${String(at).padStart(20, '0')}`;
}
