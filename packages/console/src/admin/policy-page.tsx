import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AgencyPolicy } from '@outrider/schema';
import { useState } from 'react';
import { session, useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { notify } from '../ui/notices.js';
import { SpecForm } from '../ui/spec-form.js';
import { ErrorNote, Loading } from '../ui/state.js';
import { ChecklistEditor } from './checklist-editor.js';
import { POLICY_GROUPS } from './policy-fields.js';

/** How the agency flies. */
export function PolicyPage() {
  const policy = useQuery({ queryKey: ['policy'], queryFn: () => call('GET', '/policy') });
  if (policy.isPending) return <Loading what="policy" />;
  if (!policy.data) return <ErrorNote error={policy.error} />;
  return <PolicyForm key={policy.dataUpdatedAt} policy={policy.data} />;
}

function PolicyForm({ policy }: { policy: AgencyPolicy }) {
  const queries = useQueryClient();
  const mayWrite = useCan('policy:write');
  const [checklist, setChecklist] = useState(policy.checklist);
  const save = async (value: AgencyPolicy) => {
    const saved = await call('PUT', '/policy', { body: { ...value, checklist } });
    session.set({ policy: saved });
    queries.setQueryData(['policy'], saved);
    notify('Policy saved', 'It holds for every decision from now on.');
  };
  return (
    <div className="page-pad policy">
      <SpecForm groups={POLICY_GROUPS} value={policy} submit="Save policy" onSubmit={save} readOnly={!mayWrite}>
        <ChecklistEditor items={checklist} onChange={setChecklist} readOnly={!mayWrite} />
      </SpecForm>
    </div>
  );
}
