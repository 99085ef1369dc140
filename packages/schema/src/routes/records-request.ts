/** Requests for records by the public, and the letters that answer them. */
import Type from 'typebox';
import { Id, Note, Strict, Words } from '../primitives.js';
import {
  RecordsRequest,
  RecordsRequestDecision,
  RecordsRequestInput,
  RecordsRequestItemInput,
  RecordsRequestState,
} from '../records-request.js';
import { page, pageQuery, route } from './route.js';

const params = Strict({ id: Id });

export const recordsRequestRoutes = [
  route({
    id: 'listRecordsRequests',
    method: 'GET',
    path: '/records-requests',
    permission: 'evidence:release',
    summary: 'Requests for records, newest first',
    query: Strict({ ...pageQuery, state: Type.Optional(RecordsRequestState) }),
    response: page(RecordsRequest),
  }),
  route({
    id: 'createRecordsRequest',
    method: 'POST',
    path: '/records-requests',
    permission: 'evidence:release',
    summary: 'Enter a request for records',
    body: RecordsRequestInput,
    response: RecordsRequest,
  }),
  route({
    id: 'getRecordsRequest',
    method: 'GET',
    path: '/records-requests/{id}',
    permission: 'evidence:release',
    summary: 'One request with everything that was asked for and what became of it',
    params,
    response: RecordsRequest,
  }),
  route({
    id: 'updateRecordsRequest',
    method: 'PUT',
    path: '/records-requests/{id}',
    permission: 'evidence:release',
    summary: 'Correct what was entered while the request is open',
    params,
    body: RecordsRequestInput,
    response: RecordsRequest,
  }),
  route({
    id: 'addRecordsRequestItem',
    method: 'POST',
    path: '/records-requests/{id}/items',
    permission: 'evidence:release',
    summary: 'Add something that is asked for: the record of a flight, or redacted video of it',
    params,
    body: RecordsRequestItemInput,
    response: RecordsRequest,
  }),
  route({
    id: 'removeRecordsRequestItem',
    method: 'DELETE',
    path: '/records-request-items/{id}',
    permission: 'evidence:release',
    summary: 'Take an item away that nobody has decided about',
    params,
    response: RecordsRequest,
  }),
  route({
    id: 'decideRecordsRequestItem',
    method: 'POST',
    path: '/records-request-items/{id}/decision',
    permission: 'evidence:release',
    summary: 'Release an item, or withhold it with a reason and a citation; an event of custody',
    params,
    body: RecordsRequestDecision,
    response: RecordsRequest,
  }),
  route({
    id: 'answerRecordsRequest',
    method: 'POST',
    path: '/records-requests/{id}/answer',
    permission: 'evidence:release',
    summary: 'Say that the request is answered, once every item is decided',
    params,
    body: Strict({ note: Note(2000) }),
    response: RecordsRequest,
  }),
  route({
    id: 'getRecordsRequestLetter',
    method: 'GET',
    path: '/records-requests/{id}/letter/{format}',
    permission: 'evidence:release',
    summary: 'The letter to the requester: what is released, what is withheld and why',
    params: Strict({ id: Id, format: Words(['html', 'text'] as const) }),
    response: Type.Unknown(),
    responseType: 'text/html',
  }),
] as const;
