import type { Person } from './person.ts';

/** A project with tasks, whose board the second demo account may see. */
export async function createBoard(
  client: Person,
  taskCount: number,
): Promise<{ projectId: string; taskIds: string[] }> {
  const project = await client.api.projects.createProject({ body: { title: 'Drill', description: '' } });
  const taskIds: string[] = [];
  for (let index = 0; index < taskCount; index += 1) {
    const task = await client.api.projects.createTask({
      params: { project_id: project.id },
      body: { title: `Task ${index}` },
    });
    taskIds.push(task.id);
  }
  await client.api.projects.addProjectMember({
    params: { project_id: project.id },
    body: { username: 'demo-developer', role: 'contributor' },
  });
  return { projectId: project.id, taskIds };
}

/** The move of this number: no two in a row are the same, and each changes something. */
export function moveSomething(
  client: Person,
  projectId: string,
  taskIds: readonly string[],
  move: number,
): Promise<unknown> {
  const statuses = ['todo', 'in_progress', 'review', 'done'] as const;
  const params = { project_id: projectId, task_id: taskIds[move % taskIds.length] ?? '' };
  // The step through the columns is never a multiple of their number, so that each move changes something.
  const status = statuses[(move + Math.floor(move / taskIds.length)) % statuses.length] ?? 'todo';
  return client.api.projects.moveTask({ params, body: { status, after_id: null } });
}
