"""Other solvers, for `cargo bench --bench matching`: each reads the same instance and says what it served, the score and its seconds.

    peers.py SOLVER FILE

FILE is little-endian: learners, tutors, edges as u64; then a learner's number for each edge, a tutor's, the score, and a capacity for each
tutor, all as i32. Only the solver's own work is timed, not what Python needs to hand the instance over.
"""

import sys
import time

import numpy as np


def read(path):
    head = np.fromfile(path, dtype="<u8", count=3)
    learners, tutors, edges = (int(number) for number in head)
    body = np.fromfile(path, dtype="<i4", offset=24)
    learner, tutor, score = (body[at * edges : (at + 1) * edges] for at in range(3))
    return learners, tutors, learner, tutor, score, body[3 * edges :]


def ortools(learners, tutors, learner, tutor, score, capacity):
    """Minimum cost flow by cost scaling, from OR-tools: each learner one unit, as many units as can flow."""
    from ortools.graph.python import min_cost_flow

    solver = min_cost_flow.SimpleMinCostFlow()
    sink = learners + tutors
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        learner.astype(np.int32),
        tutor.astype(np.int32) + np.int32(learners),
        np.ones(len(score), dtype=np.int64),
        -score.astype(np.int64),
    )
    open_tutors = np.arange(tutors, dtype=np.int32)
    solver.add_arcs_with_capacity_and_unit_cost(
        open_tutors + np.int32(learners),
        np.full(tutors, sink, dtype=np.int32),
        capacity.astype(np.int64),
        np.zeros(tutors, dtype=np.int64),
    )
    solver.set_nodes_supplies(np.arange(learners, dtype=np.int32), np.ones(learners, dtype=np.int64))
    solver.set_node_supply(sink, -learners)
    began, used = time.perf_counter(), time.process_time()
    status = solver.solve_max_flow_with_min_cost()
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    assert status == solver.OPTIMAL, status
    flows = solver.flows(arcs)
    return int(flows.sum()), int((flows * score).sum()), seconds, processor


def copies(learners, tutors, learner, tutor, score, capacity):
    """The same as a plain bipartite graph: a place is a vertex, and so is going unserved."""
    first = np.concatenate([[0], np.cumsum(capacity)])
    many = capacity[tutor]
    rows = np.repeat(learner, many)
    columns = np.repeat(first[tutor], many) + np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    weights = np.repeat(score, many).astype(np.float64)
    return rows, columns, weights, int(first[-1])


def scipy(learners, tutors, learner, tutor, score, capacity):
    """SciPy: Jonker-Volgenant on a sparse matrix, with a place of his own for each learner who goes unserved."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    rows, columns, weights, places = copies(learners, tutors, learner, tutor, score, capacity)
    bonus = 1 << 26
    everybody = np.arange(learners)
    matrix = csr_array(
        (
            np.concatenate([weights + bonus, np.ones(learners)]),
            (np.concatenate([rows, everybody]), np.concatenate([columns, places + everybody])),
        ),
        shape=(learners, places + learners),
    )
    began, used = time.perf_counter(), time.process_time()
    row, column = min_weight_full_bipartite_matching(matrix, maximize=True)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    served = column < places
    total = matrix[row[served], column[served]].sum()
    return int(served.sum()), int(total) - bonus * int(served.sum()), seconds, processor


def highs(learners, tutors, learner, tutor, score, capacity):
    """HiGHS, through SciPy: a linear program, whose corners are whole numbers."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array, vstack

    ones, edge = np.ones(len(score)), np.arange(len(score))
    matrix = vstack(
        [
            coo_array((ones, (learner, edge)), shape=(learners, len(score))),
            coo_array((ones, (tutor, edge)), shape=(tutors, len(score))),
        ]
    ).tocsr()
    limits = np.concatenate([np.ones(learners), capacity])
    # Large enough that one more served is worth more than what it could cost in these sizes, small enough for floating point.
    bonus = 1 << 20
    began, used = time.perf_counter(), time.process_time()
    answer = linprog(-(score + bonus).astype(np.float64), A_ub=matrix, b_ub=limits, bounds=(0, 1), method="highs-ds")
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    flow = np.rint(answer.x).astype(np.int64)
    return int(flow.sum()), int((flow * score).sum()), seconds, processor


def networkx(learners, tutors, learner, tutor, score, capacity):
    """NetworkX: network simplex in Python, on whole numbers."""
    import networkx

    graph = networkx.DiGraph()
    graph.add_node("end", demand=learners)
    bonus = 1 << 26
    for one in range(learners):
        graph.add_node(one, demand=-1)
        graph.add_edge(one, "end", capacity=1, weight=0)
    for one, places in enumerate(capacity.tolist()):
        graph.add_edge(("tutor", one), "end", capacity=places, weight=0)
    for one, other, value in zip(learner.tolist(), tutor.tolist(), score.tolist()):
        graph.add_edge(one, ("tutor", other), capacity=1, weight=-value - bonus)
    began, used = time.perf_counter(), time.process_time()
    cost, _ = networkx.network_simplex(graph)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    served, rest = divmod(-cost, bonus)
    return served, rest, seconds, processor


def rustworkx(learners, tutors, learner, tutor, score, capacity):
    """rustworkx: maximum weight matching in a general graph (blossoms), on copies of the places."""
    import rustworkx

    rows, columns, weights, places = copies(learners, tutors, learner, tutor, score, capacity)
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(learners + places))
    graph.add_edges_from([(int(one), learners + int(other), int(value)) for one, other, value in zip(rows, columns, weights)])
    began, used = time.perf_counter(), time.process_time()
    pairs = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    return len(pairs), sum(graph.get_edge_data(one, other) for one, other in pairs), seconds, processor


def memory():
    with open("/proc/self/status", encoding="ascii") as status:
        kilobytes = [line.split()[1] for line in status if line.startswith("VmHWM")]
    return int(kilobytes[0]) // 1024 if kilobytes else 0


if __name__ == "__main__":
    solver = globals()[sys.argv[1]]
    print(*solver(*read(sys.argv[2])), memory())
