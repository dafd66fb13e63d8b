'use client';

import type { Project, ProjectStatusEnum } from '@throughline/contracts/backend';
import { ArrowRight, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { lazy, useActionState, useId, useState, useTransition } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { loadLater } from '../../lib/load-later.ts';
import { useRefusalToast } from '../../lib/use-refusal-toast.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Menu } from '../ui/menu.tsx';
import { MenuGroup } from '../ui/menu-group.tsx';
import { MenuItem } from '../ui/menu-item.tsx';
import { transitionProject } from './project-actions.ts';
import { projectStatusLabels } from './project-status-labels.ts';

const forms = () => loadLater(() => import('./project-forms.ts'));
const EditProjectForm = lazy(() => forms().then(({ EditProjectForm: component }) => ({ default: component })));
const DeleteProjectForm = lazy(() => forms().then(({ DeleteProjectForm: component }) => ({ default: component })));

/** What those who manage a project may do with it as a whole. */
export function ProjectMenu({ project }: { project: Project }) {
  const id = useId();
  const [open, setOpen] = useState<'edit' | 'delete' | undefined>(undefined);
  const [isOpening, startTransition] = useTransition();
  const [state, transition, isPending] = useActionState(transitionProject, untouched);
  useRefusalToast(state);
  const close = () => {
    setOpen(undefined);
  };

  // The dialog opens when its form is there.
  function show(form: 'edit' | 'delete') {
    startTransition(() => {
      setOpen(form);
    });
  }

  function goTo(status: ProjectStatusEnum) {
    const data = new FormData();
    data.set('project_id', project.id);
    data.set('status', status);
    startTransition(() => {
      transition(data);
    });
  }

  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        aria-label="Project actions"
        aria-haspopup="menu"
        aria-busy={isPending || isOpening}
        popoverTarget={id}
      >
        <Ellipsis aria-hidden className="size-4" />
      </Button>
      <Menu id={id} label="Project actions">
        {project.next_statuses.length > 0 && (
          <MenuGroup label={`Status: ${projectStatusLabels[project.status]}`}>
            {project.next_statuses.map((status) => (
              <MenuItem
                key={status}
                icon={ArrowRight}
                onClick={() => {
                  goTo(status);
                }}
              >
                {projectStatusLabels[status]}
              </MenuItem>
            ))}
          </MenuGroup>
        )}
        <MenuGroup label="Project">
          <MenuItem
            icon={Pencil}
            onClick={() => {
              show('edit');
            }}
          >
            Edit project
          </MenuItem>
          {project.status === 'draft' && (
            <MenuItem
              icon={Trash2}
              onClick={() => {
                show('delete');
              }}
            >
              Delete project
            </MenuItem>
          )}
        </MenuGroup>
      </Menu>
      <Dialog isOpen={open === 'edit'} onClose={close} title="Edit project">
        <EditProjectForm project={project} onDone={close} />
      </Dialog>
      <Dialog
        isOpen={open === 'delete'}
        onClose={close}
        title={`Delete ${project.title}?`}
        description="Its board and its team go with it. This cannot be undone."
      >
        <DeleteProjectForm project={project} onCancel={close} />
      </Dialog>
    </>
  );
}
