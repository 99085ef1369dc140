import type { Redaction, RedactionPlan } from '@outrider/schema';
import { useState } from 'react';
import { addressOf, apiUrl } from '../live/api.js';
import { Button } from '../ui/button.js';
import { SelectField } from '../ui/field.js';
import { ErrorNote } from '../ui/state.js';
import { DetectionPanel } from './detection-panel.js';
import { onKey } from './keys.js';
import { ProposalsList } from './proposals-list.js';
import { Regions } from './regions.js';
import { Stage } from './stage.js';
import { Steps } from './steps.js';
import { Timeline } from './timeline.js';
import { Toolbar } from './toolbar.js';
import { useEditor } from './use-editor.js';
import type { EditorState } from './use-editor.js';

const MODES = { hide_chosen: 'Hide the regions', hide_everything_except: 'Hide everything except the regions' };
const STYLES = { solid: 'Cover (nothing is left)', pixelate: 'Large blocks' };

interface EditorProps {
  redaction: Redaction;
  saved: RedactionPlan;
  clipUrl: string;
  onChanged(): void;
}

/** The clip, the regions over it and over time, and the steps to a release. */
export function Editor({ redaction, saved, clipUrl, onChanged }: EditorProps) {
  const editor = useEditor(redaction, saved, onChanged);
  const [after, setAfter] = useState(false);
  const rendered = redaction.rendered ? apiUrl(addressOf('/redactions/{id}/video', { id: redaction.id })) : null;
  const showsAfter = after && rendered !== null;
  return (
    <div className="redaction-grid" onKeyDown={(event) => onKey(event, editor)}>
      <div
        className="redaction-left"
        tabIndex={0}
        role="group"
        aria-label="Picture: arrows go through it, J, K and L play, Alt and arrows move the region, with Shift its size; N adds a box, T follows, A accepts, X rejects, brackets set its start and end, Delete removes it"
      >
        {showsAfter ? (
          <video className="redaction-after" src={rendered} controls muted aria-label="Rendered video" />
        ) : (
          <Stage
            url={clipUrl}
            video={editor.video}
            plan={editor.plan}
            timeMs={editor.time.ms}
            selected={editor.selected}
            tool={editor.tool}
            aspect={editor.aspect}
            onAspect={editor.setAspect}
            onSelect={editor.setSelected}
            onDraw={editor.draw}
            onTime={editor.tell}
          />
        )}
        <Toolbar editor={editor} after={showsAfter} onAfter={rendered ? () => setAfter(!after) : null} />
        {!showsAfter && <Timeline editor={editor} />}
      </div>
      <Side editor={editor} redaction={redaction} onChanged={onChanged} />
    </div>
  );
}

interface SideProps {
  editor: EditorState;
  redaction: Redaction;
  onChanged(): void;
}

/** What is hidden, as lists and choices, and the steps to a release. */
function Side({ editor, redaction, onChanged }: SideProps) {
  const { plan, setPlan, selected, editable } = editor;
  return (
    <aside className="redaction-side">
      {editable && <EditButtons editor={editor} version={redaction.plan_version} />}
      <p className="small muted" role="status">
        {editor.said}
      </p>
      <ErrorNote error={editor.error} />
      <div className="redaction-modes">
        <SelectField
          label="What is hidden"
          options={MODES}
          value={plan.mode}
          disabled={!editable}
          onChange={({ target }) =>
            setPlan({ ...plan, mode: target.value === 'hide_chosen' ? 'hide_chosen' : 'hide_everything_except' })
          }
        />
        <SelectField
          label="How"
          options={STYLES}
          value={plan.style}
          disabled={!editable}
          onChange={({ target }) => setPlan({ ...plan, style: target.value === 'solid' ? 'solid' : 'pixelate' })}
        />
      </div>
      <DetectionPanel editor={editor} />
      <ProposalsList editor={editor} />
      <Regions plan={plan} selected={selected} onChange={setPlan} onSelect={editor.select} onSeek={editor.seek} />
      <Steps redaction={redaction} plan={plan} unsaved={editor.unsaved} onChanged={onChanged} />
    </aside>
  );
}

function EditButtons({ editor, version }: { editor: EditorState; version: number }) {
  return (
    <div className="cluster">
      <Button compact kind="primary" disabled={!editor.unsaved} onClick={editor.save}>
        {editor.unsaved ? 'Save' : `Saved as version ${version}`}
      </Button>
      <Button compact shortcut="T" disabled={!editor.selected || editor.busy} onClick={() => editor.track(true)}>
        {editor.busy ? 'Following…' : 'Track'}
      </Button>
      <Button compact disabled={!editor.selected || editor.busy} onClick={() => editor.track(false)}>
        Track back
      </Button>
    </div>
  );
}
