import { z } from 'zod';

/**
 * What parts of the system ask each other on their own behalf, under `/service/<name>`; never part of the graph.
 * Instants are ISO 8601 in UTC, days `YYYY-MM-DD`, ids opaque.
 */
const id = z.string().min(1).max(64);
const instant = z.iso.datetime();
const day = z.iso.date();

/** Who may ask each operation of each subgraph. */
export const SERVICE_CALLERS: Readonly<Record<string, readonly string[]>> = {
  officerStanding: ['gateway'],
  officerAuthority: ['warrants'],
  actingConditions: ['warrants'],
  agencyFacts: ['officers'],
  facilityPlaces: ['warrants'],
  agreementEnds: ['officers'],
};

/** How long an answer about authority holds, counted from before it was asked. */
export const STATEMENT_HOLDS_MS = 2000;

/** How long a withdrawal, suspension or ending waits after its commit before it is answered. */
export const ENDING_ANSWERS_AFTER_MS = 2500;

/** `officerAuthority` of officers: asked with an officer and an instant. */
export const officerAuthorityInput = z.strictObject({ officer: id, at: instant });

/** An officer's authority as of the instant that was asked; null for an officer who does not exist. */
export const officerAuthority = z.strictObject({
  officer: z
    .strictObject({
      id,
      agency: id,
      status: z.string(),
      /** The current credential, newest first; null while none was issued. */
      credential: z.strictObject({ status: z.string(), expiresOn: day.nullable() }).nullable(),
      /** The day by which a refresher is due; null when none is required. */
      refresherDueOn: day.nullable(),
      /** Every authorization of the officer, ended ones included. */
      authorizations: z.array(
        z.strictObject({
          id,
          agreement: id,
          functions: z.array(z.string()),
          status: z.string(),
          validFromAt: instant,
          validUntilAt: instant.nullable(),
          /** When ICE Form 70-006 was executed; null while it is missing. */
          form70006ExecutedOn: day.nullable(),
        }),
      ),
    })
    .nullable(),
  /** Grows with every change of these facts. */
  revision: z.number().int(),
  /** The next instant at which one of these facts changes without an act; null when none is known. */
  nextChangeAt: instant.nullable(),
});
export type OfficerAuthority = z.infer<typeof officerAuthority>;

/** `actingConditions` of jurisdictions: asked with a facility, the agreements of an officer's authorizations and an instant. */
export const actingConditionsInput = z.strictObject({ facility: id, agreements: z.array(id).max(50), at: instant });

/** What holds at a facility and under agreements as of the instant that was asked. */
export const actingConditions = z.strictObject({
  facility: z
    .strictObject({
      id,
      timeZone: z.string(),
      agencies: z.array(z.strictObject({ id, kind: z.string(), stateAbbr: z.string() })),
      /** In force at the instant; null when there is none. */
      detentionAgreement: z.strictObject({ id, untilAt: instant.nullable(), citation: z.string() }).nullable(),
    })
    .nullable(),
  /** Those of the agreements that exist. */
  agreements: z.array(
    z.strictObject({
      id,
      agency: id,
      model: z.string(),
      status: z.string(),
      /** Of the template that the agreement follows; null while no template is matched. */
      functions: z.array(z.string()).nullable(),
      holdClock: z.string().nullable(),
      templateCitation: z.string().nullable(),
      /** Whether a duty contact of the agency's field office is recorded as on duty, and until when. */
      supervision: z.strictObject({ isReachable: z.boolean(), untilAt: instant.nullable() }),
      /** A recorded approval by the state, where its law asks for one. */
      stateApproval: z.string().nullable(),
    }),
  ),
  /** Every rule of the facility's places in force at the instant, of all levels. */
  policies: z.array(
    z.strictObject({
      id,
      stateAbbr: z.string(),
      level: z.string(),
      citation: z.string(),
      confidence: z.string(),
      agreementStance: z.string(),
      detainerHold: z.string(),
      civilWarrantArrest: z.string(),
      holdClock: z.string().nullable(),
      effectiveFrom: day,
      effectiveTo: day.nullable(),
    }),
  ),
  revision: z.number().int(),
  nextChangeAt: instant.nullable(),
});
export type ActingConditions = z.infer<typeof actingConditions>;

/** `agencyFacts` of jurisdictions: asked with an agency. */
export const agencyFactsInput = z.strictObject({ agency: id });

const count = z.number().int().min(0);

/** What an agreement's text lays down for the officers of its model; null: it sets nothing, or leaves it to ICE. */
const officerClauses = z.strictObject({
  model: z.string(),
  functions: z.array(z.string()),
  examMinimumPercent: count.nullable(),
  examRetakes: count.nullable(),
  examRetakesCount: z.enum(['PER_EXAM', 'WHOLE_TRAINING']).nullable(),
  minMonthsOfService: count.nullable(),
  authorizationTermMonths: count.nullable(),
  agencyRevocationNoticeHours: count.nullable(),
  complaintNoticeHours: count.nullable(),
  complaintExcludesWeekends: z.boolean(),
  adjudicationDays: count.nullable(),
  refresherMinMonths: count.nullable(),
});
export type OfficerClauses = Readonly<z.infer<typeof officerClauses>>;

/** Where an agency lies and under which agreements its officers may be authorized; null for an unknown one. */
export const agencyFacts = z.strictObject({
  agency: z
    .strictObject({
      id,
      /** The city of its field office; null while none is matched. */
      fieldOffice: z.string().nullable(),
      stateAbbr: z.string(),
      /** Of its facilities, of several the first; null while it runs none. */
      timeZone: z.string().nullable(),
      agreements: z.array(z.strictObject({ id, model: z.string(), status: z.string() })),
      /** One for each model: of the agency's agreement in force; without one, of ICE's newest text. */
      clauses: z.array(officerClauses),
    })
    .nullable(),
});
export type AgencyFacts = z.infer<typeof agencyFacts>;

/** `facilityPlaces` of jurisdictions: asked with the revision whose answer is known; null for none. */
export const facilityPlacesInput = z.strictObject({ known: z.number().int().nullable() });

/** Which agencies run which facility, and where these lie; null where nothing has changed since the known revision. */
export const facilityPlaces = z.strictObject({
  revision: z.number().int(),
  places: z
    .array(z.strictObject({ facility: id, agency: id, fieldOffice: z.string().nullable(), stateAbbr: z.string() }))
    .nullable(),
});
export type FacilityPlaces = z.infer<typeof facilityPlaces>;

/** `agreementEnds` of jurisdictions: asked with the agreements of authorizations that count as active. */
export const agreementEndsInput = z.strictObject({ agreements: z.array(id).max(500) });

/** Those under which every authorization has ended, and the instant at which. */
export const agreementEnds = z.strictObject({
  ends: z.array(z.strictObject({ agreement: id, status: z.string(), at: instant })),
});
export type AgreementEnds = z.infer<typeof agreementEnds>;
