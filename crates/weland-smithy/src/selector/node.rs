//! Numbers of shapes and members.

/// The number of a shape or a member in the graph.
pub(super) type NodeId = u32;

/// The number of the node at an index. There are never more nodes than numbers, as each takes bytes of a file.
pub(super) fn number(index: usize) -> NodeId {
    NodeId::try_from(index).unwrap_or(NodeId::MAX)
}
