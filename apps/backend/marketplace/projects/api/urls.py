from django.urls import path

from marketplace.projects.api.member_detail_view import ProjectMemberDetailView
from marketplace.projects.api.member_list_view import ProjectMemberListView
from marketplace.projects.api.project_detail_view import ProjectDetailView
from marketplace.projects.api.project_list_view import ProjectListView
from marketplace.projects.api.project_transition_view import ProjectTransitionView
from marketplace.projects.api.task_detail_view import TaskDetailView
from marketplace.projects.api.task_list_view import TaskListView
from marketplace.projects.api.task_move_view import TaskMoveView

urlpatterns = [
    path("", ProjectListView.as_view()),
    path("<uuid:project_id>/", ProjectDetailView.as_view()),
    path("<uuid:project_id>/transition/", ProjectTransitionView.as_view()),
    path("<uuid:project_id>/members/", ProjectMemberListView.as_view()),
    path("<uuid:project_id>/members/<uuid:member_id>/", ProjectMemberDetailView.as_view()),
    path("<uuid:project_id>/tasks/", TaskListView.as_view()),
    path("<uuid:project_id>/tasks/<uuid:task_id>/", TaskDetailView.as_view()),
    path("<uuid:project_id>/tasks/<uuid:task_id>/move/", TaskMoveView.as_view()),
]
